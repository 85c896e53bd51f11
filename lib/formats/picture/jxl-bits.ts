/** Choices of a U32 (ISO/IEC 18181-1 §B.2): a value, or `[bits, offset]`. */
type Choice = number | readonly [bits: number, offset: number];

/** Reads the bits of a JPEG XL header, lowest first (ISO/IEC 18181-1 Annex B). @throws RangeError past the end */
export class JxlBits {
  private readonly bytes: Uint8Array;
  private at: number;

  constructor(bytes: Uint8Array, fromByte: number) {
    this.bytes = bytes;
    this.at = fromByte * 8;
  }

  /** Offset of the next whole byte. */
  get byte(): number {
    return Math.ceil(this.at / 8);
  }

  /** @param count 0–32 */
  u(count: number): number {
    if (this.at + count > this.bytes.length * 8) throw new RangeError("The header ends early");
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, this.at += 1)
      value += (((this.bytes[this.at >> 3] as number) >> (this.at & 7)) & 1) * 2 ** bit;
    return value;
  }

  bool = (): boolean => this.u(1) === 1;

  u32(...choices: readonly [Choice, Choice, Choice, Choice]): number {
    const choice = choices[this.u(2)] as Choice;
    return typeof choice === "number" ? choice : choice[1] + this.u(choice[0]);
  }

  /** A number of up to 64 bits; exact to 2⁵³. */
  u64(): number {
    const kind = this.u(2);
    if (kind === 0) return 0;
    if (kind === 1) return 1 + this.u(4);
    if (kind === 2) return 17 + this.u(8);
    let value = this.u(12);
    for (let shift = 12; this.bool(); shift += 8) {
      if (shift === 60) return value + this.u(4) * 2 ** 60;
      value += this.u(8) * 2 ** shift;
    }
    return value;
  }

  enumeration = (): number => this.u32(0, 1, [4, 2], [6, 18]);

  /** Skips half-precision numbers. */
  skipHalves(count: number): void {
    for (let index = 0; index < count; index += 1) this.u(16);
  }

  skipName(): void {
    const length = this.u32(0, [4, 0], [5, 16], [10, 48]);
    for (let index = 0; index < length; index += 1) this.u(8);
  }

  /** Skips the extensions that end a bundle (§B.3). */
  skipExtensions(): void {
    const mask = this.u64();
    let bits = 0;
    for (let left = mask; left >= 1; left = Math.floor(left / 2)) if (left % 2 >= 1) bits += this.u64();
    this.at += bits;
    this.u(0);
  }
}
