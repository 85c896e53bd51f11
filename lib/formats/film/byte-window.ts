const windowBytes = 4 * 1024 * 1024;

/** Reads a file from front to back in byte ranges, and stops at a time limit. */
export class ByteWindow {
  readonly size: number;
  readonly #blob: Blob;
  readonly #deadline: number;
  #start = 0;
  #bytes: Uint8Array = new Uint8Array();

  constructor(blob: Blob, deadline: number) {
    this.#blob = blob;
    this.#deadline = deadline;
    this.size = blob.size;
  }

  get isOver(): boolean {
    return Date.now() > this.#deadline;
  }

  /** Bytes from `at`; fewer at the end of the file. `length` is at most 4 MiB. */
  async read(at: number, length: number): Promise<Uint8Array> {
    const end = Math.min(at + length, this.size);
    if (at < this.#start || end > this.#start + this.#bytes.length) {
      this.#bytes = new Uint8Array(await this.#blob.slice(at, at + windowBytes).arrayBuffer());
      this.#start = at;
    }
    return this.#bytes.subarray(Math.max(0, at - this.#start), Math.max(0, end - this.#start));
  }

  /** First place from `at` where `isThere` accepts the bytes from an index on; null if not found. */
  async search(at: number, isThere: (bytes: Uint8Array, index: number) => boolean): Promise<number | null> {
    for (let from = at; from < this.size && !this.isOver; from += searchBytes) {
      const bytes = await this.read(from, searchBytes + overlapBytes);
      for (let index = 0; index < Math.min(searchBytes, bytes.length); index += 1)
        if (isThere(bytes, index)) return from + index;
    }
    return null;
  }
}

const searchBytes = 64 * 1024;
/** What one search begins and the next one would see. */
const overlapBytes = 16 * 1024;

/** What reading the structure of a file showed. */
export type Findings = {
  /** Places where the structure breaks off and begins again later. */
  damaged: number;
  /** The last part that the file begins is not whole. */
  isCut: boolean;
  /** False after the time limit: the rest was not read. */
  isComplete: boolean;
};

export const text = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));
