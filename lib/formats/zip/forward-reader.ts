import { readRange } from "#lib/bytes/blob-ranges";
import { ByteReader } from "#lib/bytes/byte-reader";

const windowBytes = 1024 * 1024;
const scanLimitBytes = 1024 * 1024 * 1024;
/** First two bytes of every signature, `PK`. */
const [letterP, letterK] = [0x50, 0x4b];

/** Reads a Blob from front to end through a window, because consecutive reads are usually close. */
export class ForwardReader {
  readonly blob: Blob;
  private window = new ByteReader(new Uint8Array(), 0);

  constructor(blob: Blob) {
    this.blob = blob;
  }

  async read(from: number, to: number): Promise<ByteReader> {
    const end = Math.min(to, this.blob.size);
    if (!(from >= this.window.offset && end <= this.window.offset + this.window.length))
      this.window = await readRange(this.blob, from, Math.max(end, from + windowBytes));
    const start = from - this.window.offset;
    return new ByteReader(this.window.slice(start, Math.max(start, end - this.window.offset)), from);
  }

  /** Finds the first signature at or after `from`. @returns null if none occurs within 1 GiB */
  async find(from: number, wanted: readonly number[]): Promise<number | null> {
    const stop = Math.min(this.blob.size, from + scanLimitBytes);
    for (let at = from; at < stop; ) {
      const bytes = await this.readOn(at);
      const offset = findFirst(bytes, wanted);
      if (offset !== null) return at + offset;
      at += Math.max(bytes.length - 3, 1);
    }
    return null;
  }

  private async readOn(at: number): Promise<ByteReader> {
    const end = this.window.offset + this.window.length;
    const isInside = at >= this.window.offset && at + 4 <= end;
    return this.read(at, isInside ? end : Math.min(at + windowBytes, this.blob.size));
  }
}

function findFirst(bytes: ByteReader, wanted: readonly number[]): number | null {
  const { data } = bytes;
  const stop = data.length - 3;
  for (let at = 0; at < stop; at += 1) {
    if (data[at] === letterP && data[at + 1] === letterK && wanted.includes(bytes.u32(at))) return at;
  }
  return null;
}
