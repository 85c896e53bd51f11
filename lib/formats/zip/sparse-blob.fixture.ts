/** Bytes at an offset; everything else is zero. */
export type SparsePart = { at: number; bytes: Uint8Array };

/**
 * A Blob of any size that keeps only the bytes which are not zero. It offers what the reader uses: `size`, `slice`,
 * `arrayBuffer` and `stream`. Node's own Blob of a file has its size modulo 2^32.
 */
export class SparseBlob {
  readonly type = "";
  readonly #parts: readonly SparsePart[];
  readonly #from: number;
  readonly #to: number;

  constructor(parts: readonly SparsePart[], from: number, to: number) {
    this.#parts = parts.filter(({ at, bytes }) => at < to && at + bytes.length > from);
    this.#from = from;
    this.#to = to;
  }

  get size(): number {
    return this.#to - this.#from;
  }

  slice(start = 0, end = this.size): SparseBlob {
    const clamp = (value: number) => Math.max(0, Math.min(value < 0 ? this.size + value : value, this.size));
    const from = this.#from + clamp(start);
    return new SparseBlob(this.#parts, from, Math.max(from, this.#from + clamp(end)));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const made = new Uint8Array(this.size);
    for (const { at, bytes } of this.#parts) {
      const cut = bytes.subarray(Math.max(0, this.#from - at), Math.max(0, this.#to - at));
      made.set(cut, Math.max(0, at - this.#from));
    }
    return made.buffer;
  }

  stream(): ReadableStream<Uint8Array> {
    let at = 0;
    return new ReadableStream({
      type: "bytes",
      pull: async (controller: ReadableByteStreamController) => {
        const next = Math.min(at + 65_536, this.size);
        if (at < next) controller.enqueue(new Uint8Array(await this.slice(at, next).arrayBuffer()));
        else {
          controller.close();
          controller.byobRequest?.respond(0);
        }
        at = next;
      },
    });
  }
}
