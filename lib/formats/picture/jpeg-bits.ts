import type { HuffmanTable } from "./jpeg-tables.ts";

/** Reads bits of entropy-coded data whose stuffed zero bytes were removed; zeros follow the data. */
export class JpegBits {
  private readonly data: Uint8Array;
  private readonly totalBits: number;
  private at = 0;
  private buffer = 0;
  private have = 0;

  constructor(data: Uint8Array) {
    this.data = data;
    this.totalBits = data.length * 8;
  }

  /** Bits that are left; negative after reading past the end. */
  get left(): number {
    return this.totalBits - this.at * 8 + this.have;
  }

  private fill(): void {
    while (this.have <= 24) {
      this.buffer |= (this.at < this.data.length ? (this.data[this.at] as number) : 0) << (24 - this.have);
      this.at += 1;
      this.have += 8;
    }
  }

  /** @param count 0–16 */
  read(count: number): number {
    if (count === 0) return 0;
    if (this.have < count) this.fill();
    const value = this.buffer >>> (32 - count);
    this.buffer <<= count;
    this.have -= count;
    return value;
  }

  /** @param count 0–16 */
  skip(count: number): void {
    if (this.have < count) this.fill();
    this.buffer <<= count;
    this.have -= count;
  }

  /** Decodes one value of a table. @returns -1 if no code matches */
  decode(table: HuffmanTable): number {
    if (this.have < 16) this.fill();
    const entry = table.quick[this.buffer >>> 22] as number;
    if (entry !== 0) {
      const length = entry >> 8;
      this.buffer <<= length;
      this.have -= length;
      return entry & 255;
    }
    const code = this.buffer >>> 16;
    for (let length = 11; length <= 16; length += 1) {
      if (code >= (table.limit[length] as number)) continue;
      this.buffer <<= length;
      this.have -= length;
      return table.values[
        (table.index[length] as number) + ((code - (table.first[length] as number)) >> (16 - length))
      ] as number;
    }
    return -1;
  }

  /** A signed difference of `size` bits (ITU T.81 §F.2.2.1). */
  readSigned(size: number): number {
    if (size === 0) return 0;
    const value = this.read(size);
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }
}
