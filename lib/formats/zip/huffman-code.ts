const fastBits = 9;
const maxBits = 15;

/** Canonical Huffman code of DEFLATE (RFC 1951 §3.2.2): a table for up to nine bits, counting for longer codes. Rebuilt in the same memory. */
export class HuffmanCode {
  /** By the next nine bits, first bit lowest: symbol × 16 + length; 0 if the code is longer or invalid. */
  private readonly fast = new Uint16Array(1 << fastBits);
  /** Number of codes per length, and symbols in code order. */
  private readonly counts = new Uint16Array(maxBits + 1);
  private readonly symbols = new Uint16Array(288);
  private readonly next = new Uint16Array(maxBits + 1);

  /**
   * Builds the code from the lengths `[from, to)`, as strict as zlib.
   * @returns false if oversubscribed or incomplete, except for no code or, with `mayBeSingle`, one code of one bit
   */
  build(lengths: Uint8Array, from: number, to: number, mayBeSingle: boolean): boolean {
    const { counts, next, symbols, fast } = this;
    counts.fill(0);
    for (let at = from; at < to; at += 1) (counts[lengths[at] as number] as number) += 1;
    counts[0] = 0;
    let room = 1;
    let used = 0;
    let longest = 0;
    for (let length = 1; length <= maxBits; length += 1) {
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
        for (let offset = reversed; offset < 1 << fastBits; offset += 1 << length) fast[offset] = value;
      }
    }
  }

  /** Decodes at least 15 `bits`, first bit lowest. @returns symbol × 16 + code length, or -1 */
  find(bits: number): number {
    const known = this.fast[bits & ((1 << fastBits) - 1)] as number;
    return known !== 0 ? known : this.findSlowly(bits);
  }

  private findSlowly(bits: number): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= maxBits; length += 1) {
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
