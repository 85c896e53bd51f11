/** Shared, because most headers have neither extra fields nor a comment. */
const nothing = new Uint8Array();

/** Reads unsigned little-endian numbers; a 64-bit value above 2^53 - 1 becomes Infinity. */
export class ByteReader {
  readonly data: Uint8Array;
  readonly offset: number;
  private readonly view: DataView;

  /** @param offset of `data` in the archive */
  constructor(data: Uint8Array, offset: number) {
    this.data = data;
    this.offset = offset;
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  get length(): number {
    return this.data.length;
  }
  u16(at: number): number {
    return this.view.getUint16(at, true);
  }
  u32(at: number): number {
    return this.view.getUint32(at, true);
  }
  u64(at: number): number {
    const value = this.view.getBigUint64(at, true);
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(value);
  }
  /** Compares the four bytes at `at` with a little-endian number. */
  is(at: number, signature: number): boolean {
    return at >= 0 && at + 4 <= this.data.length && this.u32(at) === signature;
  }
  slice(from: number, to: number): Uint8Array {
    return from === to ? nothing : this.data.subarray(from, to);
  }
}
