import { readStream } from "#lib/bytes/read-stream";

/** A body that came whole: its bytes, and the last of them again, in memory. */
export type Collected = { blob: Blob; tail: Uint8Array<ArrayBuffer> };

/** The browser keeps what is folded into a Blob outside the page's memory. */
const foldBytes = 1024 * 1024;
/** So much of the end is kept: an archive is read from there, and asking the browser for it takes a while. */
const tailBytes = 256 * 1024;

/** Collects a body as Blob parts. Everything goes through one space, which is all of it that the page ever holds. */
export class BlobCollector {
  private readonly space = new Uint8Array(foldBytes);
  private filled = 0;
  private folded: Blob[] = [];
  private lastTail: Uint8Array<ArrayBuffer> = new Uint8Array();

  /** Reads the body to its end. `onBytes` hears how many came with each chunk. Rejects as the body does; what came stays. */
  async read(body: ReadableStream<Uint8Array<ArrayBuffer>>, onBytes: (count: number) => void): Promise<void> {
    for await (const chunk of readStream(body)) {
      for (let from = 0; from < chunk.length; ) {
        const part = chunk.subarray(from, from + foldBytes - this.filled);
        this.space.set(part, this.filled);
        this.filled += part.length;
        from += part.length;
        if (this.filled === foldBytes) this.fold();
      }
      onBytes(chunk.length);
    }
  }

  /** What came until now. Nothing more may be read afterwards. */
  finish(type: string): Collected {
    const tail = this.takeTail();
    this.fold();
    const blob = new Blob(this.folded, { type });
    this.folded = [];
    return { blob, tail };
  }

  private fold(): void {
    if (this.filled === 0) return;
    this.lastTail = this.takeTail();
    this.folded.push(new Blob([this.space.subarray(0, this.filled)]));
    this.filled = 0;
  }

  /** A copy of the last bytes: the space is used again. */
  private takeTail(): Uint8Array<ArrayBuffer> {
    const fresh = this.space.subarray(Math.max(0, this.filled - tailBytes), this.filled);
    const older = this.lastTail.subarray(Math.max(0, this.lastTail.length + fresh.length - tailBytes));
    const tail = new Uint8Array(older.length + fresh.length);
    tail.set(older);
    tail.set(fresh, older.length);
    return tail;
  }
}
