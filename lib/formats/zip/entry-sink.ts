import type { IHasher } from "hash-wasm";
import { computeCrc32 } from "#lib/bytes/crc32";
import { createHasher, hashBuffer } from "#lib/bytes/sha256";
import type { ByteSink } from "./model.ts";

/** Buffers and hashes up to this size at once; larger entries are hashed and flushed in steps of it. */
const maxSpaceBytes = 16 * 1024 * 1024;
const minSpaceBytes = 256 * 1024;
const headBytes = 64 * 1024;

/** Where the bytes are that type detection needs besides the start and the end, by the start; null for most types. */
export type LocateMore = (head: Uint8Array) => { from: number; to: number } | null;

const idle: EntrySink[] = [];

/** Counts, hashes and optionally keeps the output of an entry in one reused buffer. Call `release` when done. */
export class EntrySink implements ByteSink {
  bytes = 0;
  crc32 = 0;
  private space = new Uint8Array(minSpaceBytes);
  private filled = 0;
  private isStreaming = false;
  private start: Uint8Array = new Uint8Array();
  private folded: Blob[] = [];
  private foldedBytes = 0;
  private keeps = false;
  private locate: LocateMore = () => null;
  private wanted: { from: number; to: number } | null = null;
  private wantedBytes = new Uint8Array();
  private readonly hasher: IHasher;

  private constructor(hasher: IHasher) {
    this.hasher = hasher;
  }

  /** Takes an idle sink or creates one. `keeps` allows `readBlob`; `locate` names bytes of a large entry to keep. */
  static async take(keeps: boolean, locate: LocateMore = () => null): Promise<EntrySink> {
    const sink = idle.pop() ?? new EntrySink(await createHasher());
    sink.keeps = keeps;
    sink.locate = locate;
    return sink;
  }

  write(chunk: Uint8Array<ArrayBuffer>): void {
    this.bytes += chunk.length;
    this.crc32 = computeCrc32(chunk, this.crc32);
    for (let from = 0; from < chunk.length; ) {
      if (this.filled === maxSpaceBytes) this.fold();
      const part = chunk.subarray(from, from + maxSpaceBytes - this.filled);
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
    this.wanted = null;
    this.foldedBytes = 0;
  }

  /** Computes the hex SHA-256 of all output. Copies the bytes before it returns, so the sink may be released. */
  digest(): Promise<string> {
    const rest = this.space.subarray(0, this.filled);
    return this.isStreaming ? Promise.resolve(this.hasher.update(rest).digest("hex")) : hashBuffer(rest, this.hasher);
  }

  /** Returns the first bytes for type detection, valid until `release`. */
  readHead(): Uint8Array {
    return this.isStreaming ? this.start : this.space.subarray(0, Math.min(this.filled, headBytes));
  }

  /** Returns bytes `[from, to)` for type detection as far as they are at hand, valid until `release`. Of a large entry these are its last bytes, and those that `locate` named. */
  readBytes(from: number, to: number): Uint8Array {
    const kept = this.bytes - this.filled;
    if (this.wanted && from >= this.wanted.from && to <= this.wanted.to && from < kept) {
      this.keepWanted();
      return this.wantedBytes.subarray(from - this.wanted.from, to - this.wanted.from);
    }
    if (from >= kept) return this.space.subarray(from - kept, Math.min(to - kept, this.filled));
    // The end of the previous step is still in the part of the buffer that this step has not reached.
    const before = from - kept + maxSpaceBytes;
    if (kept === 0 || this.space.length < maxSpaceBytes || before < this.filled) return new Uint8Array();
    const end = Math.min(to, kept) - kept + maxSpaceBytes;
    const first = this.space.subarray(before, end);
    if (to <= kept) return first;
    const joined = new Uint8Array(first.length + Math.min(to - kept, this.filled));
    joined.set(first);
    joined.set(this.space.subarray(0, joined.length - first.length), first.length);
    return joined;
  }

  readBlob(): Blob {
    return new Blob([...this.folded, this.space.subarray(0, this.filled)]);
  }

  release(): void {
    this.restart();
    idle.push(this);
  }

  private fold(): void {
    if (!this.isStreaming) {
      this.isStreaming = true;
      this.start = this.space.slice(0, headBytes);
      this.hasher.init();
      this.wanted = this.locate(this.start);
      this.wantedBytes = new Uint8Array(this.wanted ? Math.min(this.wanted.to - this.wanted.from, headBytes) : 0);
    }
    this.keepWanted();
    this.hasher.update(this.space);
    if (this.keeps) this.folded.push(new Blob([this.space]));
    this.foldedBytes += this.filled;
    this.filled = 0;
  }

  /** Copies the wanted bytes that are in this step. */
  private keepWanted(): void {
    if (this.wanted === null) return;
    const start = this.foldedBytes;
    const from = Math.max(this.wanted.from, start);
    const to = Math.min(this.wanted.from + this.wantedBytes.length, start + this.filled);
    if (from < to) this.wantedBytes.set(this.space.subarray(from - start, to - start), from - this.wanted.from);
  }

  private makeRoom(wanted: number): void {
    if (wanted <= this.space.length) return;
    const bigger = new Uint8Array(Math.min(Math.max(wanted, 2 * this.space.length), maxSpaceBytes));
    bigger.set(this.space.subarray(0, this.filled));
    this.space = bigger;
  }
}
