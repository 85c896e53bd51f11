/**
 * Raw DEFLATE (RFC 1951) in one go, as strict as zlib: incomplete or oversubscribed codes, bad distances and wrong stored
 * lengths are errors, and it says where the stream ended. Fast libraries do neither, and evidence needs both.
 */

export type InflateResult = {
  /** The bytes that came out, also when the stream broke: what can be read is read. */
  data: Uint8Array;
  /** How many packed bytes the stream took. */
  used: number;
  /** `ended`, `broken` (invalid), `cut` (the input ended first) or `full` (more than `maxBytes` would come out). */
  end: "ended" | "broken" | "cut" | "full";
};

const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * A lookup table over `bits` bits of input, lowest first: `symbol << 4 | length`, 0 where no code leads.
 * Kept and filled again for every block, because making tables is most of the work for small entries.
 */
class CodeTable {
  readonly entries = new Uint16Array(1 << 15);
  bits = 1;
  private readonly counts = new Uint16Array(16);
  private readonly next = new Uint16Array(16);

  /** Fills the table from code lengths. False when the set is oversubscribed or incomplete (one code of one bit may be alone). */
  fill(lengths: Uint8Array, from: number, to: number, mayBeIncomplete: boolean): boolean {
    const { counts, next, entries } = this;
    counts.fill(0);
    for (let at = from; at < to; at += 1) counts[lengths[at] as number] = (counts[lengths[at] as number] as number) + 1;
    let longest = 15;
    while (longest > 1 && counts[longest] === 0) longest -= 1;
    counts[0] = 0;
    let left = 1;
    let code = 0;
    let used = 0;
    for (let length = 1; length <= 15; length += 1) {
      const count = counts[length] as number;
      left = (left << 1) - count;
      if (left < 0) return false;
      code = (code + (counts[length - 1] as number)) << 1;
      next[length] = code;
      used += count;
    }
    const lone = longest === 1;
    if (left > 0 && !(mayBeIncomplete && (used === 0 || lone))) return false;
    this.bits = longest;
    const size = 1 << longest;
    entries.fill(0, 0, size);
    for (let at = from; at < to; at += 1) {
      const length = lengths[at] as number;
      if (length === 0) continue;
      const value = ((at - from) << 4) | length;
      let reversed = reverse(next[length] as number, length);
      next[length] = (next[length] as number) + 1;
      for (; reversed < size; reversed += 1 << length) entries[reversed] = value;
    }
    return true;
  }
}

function reverse(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit += 1) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}

const fixedLiterals = new CodeTable();
const fixedDistances = new CodeTable();
const fixedLengths = new Uint8Array(320);
fixedLengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288).fill(5, 288, 320);
fixedLiterals.fill(fixedLengths, 0, 288, false);
fixedDistances.fill(fixedLengths, 288, 320, false);
const dynamicLiterals = new CodeTable();
const dynamicDistances = new CodeTable();
const codeLengths = new CodeTable();
const lengths = new Uint8Array(320 + 138);

/**
 * Inflates `packed`. `expectedBytes` is a guess for the first buffer; never more than `maxBytes` come out.
 * Not reentrant: the tables are shared (one worker, one call at a time).
 */
export function inflate(packed: Uint8Array, expectedBytes: number, maxBytes: number): InflateResult {
  let out = new Uint8Array(Math.max(64, Math.min(expectedBytes + 1, maxBytes + 1, packed.length * 1032 + 64)));
  let written = 0;
  let at = 0;
  let hold = 0;
  let count = 0;
  const inputLength = packed.length;
  const finish = (end: InflateResult["end"]): InflateResult => ({
    data: out.subarray(0, Math.min(written, maxBytes)),
    used: Math.min(inputLength, at - (count >> 3)),
    end,
  });
  // Missing input reads as zeros; `count` then runs past what exists and `isCut` tells.
  const need = (bits: number) => {
    while (count < bits) {
      hold |= (at < inputLength ? (packed[at] as number) : 0) << count;
      at += 1;
      count += 8;
    }
  };
  const take = (bits: number) => {
    need(bits);
    const value = hold & ((1 << bits) - 1);
    hold >>>= bits;
    count -= bits;
    return value;
  };
  const isCut = () => at - (count >> 3) > inputLength;
  const grow = (wanted: number) => {
    if (wanted <= out.length) return;
    const bigger = new Uint8Array(Math.min(Math.max(out.length * 2, wanted), Math.max(wanted, maxBytes + 1)));
    bigger.set(out.subarray(0, written));
    out = bigger;
  };
  const decode = (table: CodeTable): number => {
    need(table.bits);
    const entry = table.entries[hold & ((1 << table.bits) - 1)] as number;
    const length = entry & 15;
    hold >>>= length;
    count -= length;
    return length === 0 ? -1 : entry >> 4;
  };

  const readTables = (): "ok" | "broken" | "cut" => {
    const literalCount = take(5) + 257;
    const distanceCount = take(5) + 1;
    const codeCount = take(4) + 4;
    if (literalCount > 286 || distanceCount > 30) return "broken";
    lengths.fill(0, 0, 19);
    for (let index = 0; index < codeCount; index += 1) lengths[codeLengthOrder[index] as number] = take(3);
    if (isCut()) return "cut";
    if (!codeLengths.fill(lengths, 0, 19, false)) return "broken";
    const total = literalCount + distanceCount;
    let index = 0;
    let previous = 0;
    while (index < total) {
      const symbol = decode(codeLengths);
      if (isCut()) return "cut";
      if (symbol < 0) return "broken";
      if (symbol < 16) {
        lengths[index] = symbol;
        previous = symbol;
        index += 1;
        continue;
      }
      if (symbol === 16 && index === 0) return "broken";
      const value = symbol === 16 ? previous : 0;
      const repeat = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
      if (index + repeat > total) return "broken";
      lengths.fill(value, index, index + repeat);
      previous = value;
      index += repeat;
    }
    if (isCut()) return "cut";
    if (lengths[256] === 0) return "broken";
    const good =
      dynamicLiterals.fill(lengths, 0, literalCount, true) && dynamicDistances.fill(lengths, literalCount, total, true);
    return good ? "ok" : "broken";
  };

  const copyStored = (): "ok" | "broken" | "cut" | "full" => {
    take(count & 7);
    const length = take(16);
    const complement = take(16);
    if (isCut()) return "cut";
    if (length !== (complement ^ 0xffff)) return "broken";
    at -= count >> 3;
    hold = 0;
    count = 0;
    const available = Math.min(length, inputLength - at);
    const fits = Math.min(available, maxBytes + 1 - written);
    grow(written + fits);
    out.set(packed.subarray(at, at + fits), written);
    written += fits;
    at += fits;
    if (written > maxBytes) return "full";
    return available < length ? "cut" : "ok";
  };

  const copyCoded = (literals: CodeTable, distances: CodeTable): "ok" | "broken" | "cut" | "full" => {
    for (;;) {
      if (written > maxBytes) return "full";
      const symbol = decode(literals);
      if (isCut()) return "cut";
      if (symbol < 0) return "broken";
      if (symbol < 256) {
        if (written >= out.length) grow(written + 1);
        out[written] = symbol;
        written += 1;
        continue;
      }
      if (symbol === 256) return "ok";
      const base = lengthBase[symbol - 257];
      if (base === undefined) return "broken";
      const length = base + take(lengthBits[symbol - 257] as number);
      const distanceSymbol = decode(distances);
      const from = distanceBase[distanceSymbol];
      if (isCut()) return "cut";
      if (from === undefined) return "broken";
      const distance = from + take(distanceBits[distanceSymbol] as number);
      if (isCut()) return "cut";
      if (distance > written) return "broken";
      if (written + length > out.length) grow(written + length);
      if (distance >= length) out.copyWithin(written, written - distance, written - distance + length);
      else for (let step = 0; step < length; step += 1) out[written + step] = out[written + step - distance] as number;
      written += length;
    }
  };

  for (;;) {
    const last = take(1);
    const type = take(2);
    if (isCut()) return finish("cut");
    if (type === 3) return finish("broken");
    let state: "ok" | "broken" | "cut" | "full";
    if (type === 0) state = copyStored();
    else if (type === 1) state = copyCoded(fixedLiterals, fixedDistances);
    else {
      state = readTables();
      if (state === "ok") state = copyCoded(dynamicLiterals, dynamicDistances);
    }
    if (state !== "ok") return finish(state);
    if (written > maxBytes) return finish("full");
    if (last === 1) return finish("ended");
  }
}
