import type { IHasher } from "hash-wasm";
import { computeCrc32 } from "#lib/bytes/crc32";
import { createHasher, hashBuffer } from "#lib/bytes/sha256";
import type { ByteSink } from "./model.ts";

/** Up to here the bytes of an entry are gathered and hashed at once; what is larger is hashed and let go at this step. */
const mostSpaceBytes = 16 * 1024 * 1024;
const leastSpaceBytes = 256 * 1024;
const headBytes = 64 * 1024;

/** Sinks that no entry uses now: their space and their hasher are used again. */
const idle: EntrySink[] = [];

/**
 * Counts, hashes and, if asked, keeps what comes out of an entry. Everything is copied into one space that serves entry after entry.
 * `release` must be called when it is done with.
 */
export class EntrySink implements ByteSink {
  bytes = 0;
  crc32 = 0;
  private space = new Uint8Array(leastSpaceBytes);
  private filled = 0;
  private isStreaming = false;
  private start: Uint8Array = new Uint8Array();
  private folded: Blob[] = [];
  private keeps = false;
  private readonly hasher: IHasher;

  private constructor(hasher: IHasher) {
    this.hasher = hasher;
  }

  /** `keeps`: the bytes are wanted as well, by `readBlob`. */
  static async take(keeps: boolean): Promise<EntrySink> {
    const sink = idle.pop() ?? new EntrySink(await createHasher());
    sink.keeps = keeps;
    return sink;
  }

  write(chunk: Uint8Array<ArrayBuffer>): void {
    this.bytes += chunk.length;
    this.crc32 = computeCrc32(chunk, this.crc32);
    for (let from = 0; from < chunk.length; ) {
      if (this.filled === mostSpaceBytes) this.fold();
      const part = chunk.subarray(from, from + mostSpaceBytes - this.filled);
      this.makeRoom(this.filled + part.length);
      this.space.set(part, this.filled);
      this.filled += part.length;
      from += part.length;
    }
  }

  restart(): void {
    this.bytes = 0;
    this.crc32 = 0;
    this.filled = 0;
    this.isStreaming = false;
    this.folded = [];
  }

  /** SHA-256 of everything written, 64 hex digits. The bytes are taken before this returns: the sink may be released meanwhile. */
  digest(): Promise<string> {
    const rest = this.space.subarray(0, this.filled);
    return this.isStreaming ? Promise.resolve(this.hasher.update(rest).digest("hex")) : hashBuffer(rest, this.hasher);
  }

  /** The first bytes, for telling what they are; good until the sink is released. */
  readHead(): Uint8Array {
    return this.isStreaming ? this.start : this.space.subarray(0, Math.min(this.filled, headBytes));
  }

  readBlob(): Blob {
    return new Blob([...this.folded, this.space.subarray(0, this.filled)]);
  }

  release(): void {
    this.restart();
    idle.push(this);
  }

  /** The space is full: what is in it goes into the hash, and is kept where it is wanted. */
  private fold(): void {
    if (!this.isStreaming) {
      this.isStreaming = true;
      this.start = this.space.slice(0, headBytes);
      this.hasher.init();
    }
    this.hasher.update(this.space);
    if (this.keeps) this.folded.push(new Blob([this.space]));
    this.filled = 0;
  }

  private makeRoom(wanted: number): void {
    if (wanted <= this.space.length) return;
    const bigger = new Uint8Array(Math.min(Math.max(wanted, 2 * this.space.length), mostSpaceBytes));
    bigger.set(this.space.subarray(0, this.filled));
    this.space = bigger;
  }
}
