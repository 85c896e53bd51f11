const fastBits = 9;
const longestBits = 15;

/**
 * A canonical prefix code of DEFLATE (RFC 1951, 3.2.2): its codes of up to nine bits in a table, the longer ones by counting. Built again
 * and again in the same space.
 */
export class HuffmanCode {
  /** For the next nine bits, first bit lowest: symbol × 16 + length; 0 when the code is longer or no code. */
  private readonly fast = new Uint16Array(1 << fastBits);
  /** How many codes there are of each length, and their symbols in the order of the codes. */
  private readonly counts = new Uint16Array(longestBits + 1);
  private readonly symbols = new Uint16Array(288);
  private readonly next = new Uint16Array(longestBits + 1);

  /**
   * Takes the lengths `[from, to)`, one for each symbol. False when they make no code, as strictly as zlib: more codes than there is room
   * for, or fewer, but for none at all and for a single one of one bit where `mayBeSingle`.
   */
  build(lengths: Uint8Array, from: number, to: number, mayBeSingle: boolean): boolean {
    const { counts, next, symbols, fast } = this;
    counts.fill(0);
    for (let at = from; at < to; at += 1) (counts[lengths[at] as number] as number) += 1;
    counts[0] = 0;
    let room = 1;
    let used = 0;
    let longest = 0;
    for (let length = 1; length <= longestBits; length += 1) {
      const count = counts[length] as number;
      room = 2 * room - count;
      if (room < 0) return false;
      next[length] = used;
      used += count;
      if (count > 0) longest = length;
    }
    if (room > 0 && used > 0 && !(mayBeSingle && longest === 1)) return false;
    for (let at = from; at < to; at += 1) {
      const length = lengths[at] as number;
      if (length > 0) {
        symbols[next[length] as number] = at - from;
        (next[length] as number) += 1;
      }
    }
    fast.fill(0);
    this.fillFast();
    return true;
  }

  private fillFast(): void {
    const { counts, symbols, fast } = this;
    let code = 0;
    let index = 0;
    for (let length = 1; length <= fastBits; length += 1, code *= 2) {
      for (let left = counts[length] as number; left > 0; left -= 1, code += 1, index += 1) {
        let reversed = 0;
        for (let bit = 0; bit < length; bit += 1) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
        const value = ((symbols[index] as number) << 4) | length;
        for (let place = reversed; place < 1 << fastBits; place += 1 << length) fast[place] = value;
      }
    }
  }

  /** The symbol that `bits` begin with (at least 15 of them, first bit lowest) × 16 + the length of its code; -1 when there is none. */
  find(bits: number): number {
    const known = this.fast[bits & ((1 << fastBits) - 1)] as number;
    return known !== 0 ? known : this.findSlowly(bits);
  }

  private findSlowly(bits: number): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= longestBits; length += 1) {
      code |= (bits >> (length - 1)) & 1;
      const count = this.counts[length] as number;
      if (code - count < first) return ((this.symbols[index + (code - first)] as number) << 4) | length;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return -1;
  }
}
