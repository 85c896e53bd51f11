/** Collects little-endian numbers and bytes. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  #number(value: number, size: number): this {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 1) bytes[at] = (value >>> (8 * at)) & 0xff;
    return this.bytes(bytes);
  }

  u16(value: number): this {
    return this.#number(value, 2);
  }

  u32(value: number): this {
    return this.#number(value, 4);
  }

  bytes(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.length += bytes.length;
    return this;
  }

  join(): Uint8Array<ArrayBuffer> {
    const joined = new Uint8Array(this.length);
    let offset = 0;
    for (const part of this.#parts) {
      joined.set(part, offset);
      offset += part.length;
    }
    return joined;
  }
}
