import { readStream } from "#lib/bytes/read-stream";

/** A complete body, with its tail again in memory. */
export type CollectedBody = { blob: Blob; tail: Uint8Array<ArrayBuffer> };

/** The browser stores Blobs outside the page's memory. */
const foldBytes = 1024 * 1024;
/** Tail kept in memory, because archives are read from the end and Blob reads are slow. */
const tailBytes = 256 * 1024;

/** Collects a body as Blob parts through one buffer, which bounds the page's memory. */
export class BlobCollector {
  private readonly space = new Uint8Array(foldBytes);
  private filled = 0;
  private folded: Blob[] = [];
  private lastTail: Uint8Array<ArrayBuffer> = new Uint8Array();

  /** Reads the body to its end and calls `onBytes` per chunk. On rejection, received bytes remain. */
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

  /** Returns the received bytes. No reads may follow. */
  finish(type: string): CollectedBody {
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

  /** Copies the tail, because the buffer is reused. */
  private takeTail(): Uint8Array<ArrayBuffer> {
    const fresh = this.space.subarray(Math.max(0, this.filled - tailBytes), this.filled);
    const older = this.lastTail.subarray(Math.max(0, this.lastTail.length + fresh.length - tailBytes));
    const tail = new Uint8Array(older.length + fresh.length);
    tail.set(older);
    tail.set(fresh, older.length);
    return tail;
  }
}
