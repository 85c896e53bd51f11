import type { IHasher } from "hash-wasm";
import { computeCrc32 } from "./crc32.ts";
import type { Sink } from "./entry-data.ts";
import { computeSha256, createHasher } from "./sha256.ts";

/** Up to here the bytes of an entry are gathered and hashed at once; what is larger is hashed as it comes. */
const gatherBytes = 16 * 1024 * 1024;
const headBytes = 64 * 1024;

/** Hashers that no stream uses now. */
const idle: IHasher[] = [];

/** Counts, hashes and, if asked, keeps what comes out of an entry. `release` must be called when it is done with. */
export class EntrySink implements Sink {
  /** The bytes, as parts for a Blob, when they are kept. */
  parts: Uint8Array<ArrayBuffer>[] = [];
  bytes = 0;
  crc32 = 0;
  private gathered: Uint8Array<ArrayBuffer>[] = [];
  private head: Uint8Array[] = [];
  private headLength = 0;
  private streaming = false;
  private readonly hasher: IHasher;
  private readonly keep: boolean;

  private constructor(hasher: IHasher, keep: boolean) {
    this.hasher = hasher;
    this.keep = keep;
  }

  static async open(keep: boolean): Promise<EntrySink> {
    return new EntrySink(idle.pop() ?? (await createHasher()), keep);
  }

  write(chunk: Uint8Array<ArrayBuffer>): void {
    this.bytes += chunk.length;
    this.crc32 = computeCrc32(chunk, this.crc32);
    if (this.headLength < headBytes) {
      const part = chunk.subarray(0, headBytes - this.headLength);
      this.head.push(part);
      this.headLength += part.length;
    }
    if (this.keep) this.parts.push(chunk);
    if (this.streaming) this.hasher.update(chunk);
    else {
      this.gathered.push(chunk);
      if (this.bytes > gatherBytes) this.startStreaming();
    }
  }

  restart(): void {
    this.parts = [];
    this.gathered = [];
    this.head = [];
    this.headLength = 0;
    this.bytes = 0;
    this.crc32 = 0;
    this.streaming = false;
  }

  /** SHA-256 of everything written, 64 hex digits. */
  async digest(): Promise<string> {
    if (this.streaming) return this.hasher.digest("hex");
    const [only] = this.gathered;
    const data = this.gathered.length === 1 && only ? only : joinBytes(this.gathered);
    this.gathered = [];
    return computeSha256(data);
  }

  /** The first bytes, for telling what they are. */
  readHead(): Uint8Array {
    const [only] = this.head;
    return this.head.length === 1 && only ? only : joinBytes(this.head);
  }

  release(): void {
    this.restart();
    idle.push(this.hasher);
  }

  private startStreaming(): void {
    this.streaming = true;
    this.hasher.init();
    for (const part of this.gathered) this.hasher.update(part);
    this.gathered = [];
  }
}

/** One array from several. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
