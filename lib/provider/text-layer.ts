import "server-only";
import type { CredentialPatterns } from "./credential-patterns.ts";
import {
  alignments,
  allRuns,
  Base64Decoder,
  type ByteSink,
  exclusions,
  HexDecoder,
  type RunDecoder,
} from "./encoded-runs.ts";
import { createPatternScanner } from "./pattern-scanner.ts";
import { maxPending, Unescaper } from "./unescape.ts";

/** Nested base64 or hexadecimal encodings; escapes between them do not count. */
export const maxEncodings = 4;

const sliceBytes = 32 * 1024;

const [column0, column1, column2, column3] = exclusions as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** Block size in symbols: a run that holds a pattern in base64 always contains a whole aligned block. */
function blockOf({ minSymbols }: CredentialPatterns): number {
  const shortestRun = Math.ceil((minSymbols * 8) / 6);
  return [16, 8, 4].find((size) => shortestRun >= 2 * size - 1) ?? 4;
}

/** Digits that decode to fewer bytes of text in a row are noise. */
const maxGateBytes = 8;

function createDecoders(sinks: readonly ByteSink[], minRun: number): RunDecoder[] {
  const [first, second, third, fourth, even, odd] = sinks;
  if (!first || !second || !third || !fourth || !even || !odd) return [];
  const base64 = [first, second, third, fourth].map((sink, phase) => new Base64Decoder(phase, sink));
  return [...base64, new HexDecoder([even, odd], minRun)];
}

/** Creates its layer with the first byte, because most alignments never decode anything. */
class LazyLayer implements ByteSink {
  layer: TextLayer | null = null;
  readonly #patterns: CredentialPatterns;
  readonly #encodings: number;

  constructor(patterns: CredentialPatterns, encodings: number) {
    this.#patterns = patterns;
    this.#encodings = encodings;
  }

  push(byte: number): void {
    this.layer ??= new TextLayer(this.#patterns, this.#encodings);
    this.layer.push(byte);
  }

  interrupt(): void {
    this.layer?.interrupt();
  }
}

/**
 * Searches ASCII text for credentials: removes escapes, compares, and passes what base64 or hexadecimal digits encode to further
 * layers. Finds a credential with the chunk that completes it. Work per byte is bounded by the number of layers.
 */
export class TextLayer implements ByteSink {
  found = false;
  readonly #matches: (chunk: Buffer) => boolean;
  readonly #unescaper = new Unescaper();
  readonly #decoders: RunDecoder[];
  readonly #children: LazyLayer[];
  readonly #block: number;
  /** Bytes that a decoder of the layer above has pushed. */
  #inbox = Buffer.alloc(256);
  #inboxLength = 0;
  /** The last symbols; `#next` is the first block that was not complete, and index modulo 4 stays the same when they move. */
  #symbols: Buffer = Buffer.alloc(0);
  #end = 0;
  #next = 0;
  /** Runs that have a whole block, as bits, and how far each was decoded. */
  #open = 0;
  readonly #fed = [0, 0, 0, 0, 0];

  constructor(patterns: CredentialPatterns, encodings: number) {
    this.#matches = createPatternScanner(patterns.symbols);
    this.#block = blockOf(patterns);
    const count = encodings < maxEncodings ? alignments : 0;
    this.#children = Array.from({ length: count }, () => new LazyLayer(patterns, encodings + 1));
    this.#decoders = createDecoders(this.#children, Math.min(patterns.minSymbols, maxGateBytes));
  }

  push(byte: number): void {
    if (this.#inboxLength === this.#inbox.length) {
      if (this.#inbox.length < sliceBytes) {
        const larger = Buffer.alloc(this.#inbox.length * 4);
        larger.set(this.#inbox);
        this.#inbox = larger;
      } else this.#readInbox();
    }
    this.#inbox[this.#inboxLength++] = byte;
  }

  interrupt(): void {
    this.#readInbox();
    this.#reserve(0);
    const end = this.#unescaper.flush(this.#symbols, this.#end);
    this.#read(end);
  }

  /** @returns true once a credential was found */
  write(bytes: Uint8Array, from: number, to: number): boolean {
    for (let start = from; start < to && !this.found; start += sliceBytes) {
      const end = Math.min(to, start + sliceBytes);
      this.#reserve(end - start);
      this.#read(this.#unescaper.write(bytes, start, end, this.#symbols, this.#end));
    }
    return this.#settle();
  }

  #readInbox(): void {
    const length = this.#inboxLength;
    this.#inboxLength = 0;
    if (length > 0) this.write(this.#inbox, 0, length);
  }

  #settle(): boolean {
    for (const { layer } of this.#children) {
      if (layer === null) continue;
      layer.#readInbox();
      if (layer.found) this.found = true;
    }
    return this.found;
  }

  /** Makes room for the symbols of `length` bytes behind those that a new run may reach back to. */
  #reserve(length: number): void {
    const needed = length + maxPending + 1;
    if (this.#symbols.length - this.#end >= needed) return;
    const first = Math.max(0, this.#next - this.#block);
    const kept = this.#symbols.subarray(first, this.#end);
    if (this.#symbols.length < kept.length + needed) {
      const larger = Buffer.alloc(kept.length + Math.min(2 * needed, needed + sliceBytes));
      larger.set(kept);
      this.#symbols = larger;
    } else this.#symbols.copyWithin(0, first, this.#end);
    this.#end -= first;
    this.#next -= first;
    for (let run = 0; run < this.#fed.length; run += 1) this.#fed[run] = (this.#fed[run] as number) - first;
  }

  #read(end: number): void {
    if (end === this.#end) return;
    if (this.#matches(this.#symbols.subarray(this.#end, end))) this.found = true;
    this.#end = end;
    if (this.#decoders.length > 0) this.#decodeRuns();
  }

  /** Skips blocks that no run survives, and decodes the runs of the others from their first symbol on. */
  #decodeRuns(): void {
    const symbols = this.#symbols;
    const end = this.#end;
    const block = this.#block;
    let at = this.#next;
    for (; at + block <= end; at += block) {
      let excluded = 0;
      for (let index = at; index < at + block; index += 4) {
        excluded |=
          (column0[symbols[index] as number] as number) |
          (column1[symbols[index + 1] as number] as number) |
          (column2[symbols[index + 2] as number] as number) |
          (column3[symbols[index + 3] as number] as number);
        if (excluded === allRuns) break;
      }
      if (excluded !== allRuns || this.#open !== 0) this.#decodeBlock(at, at + block, excluded);
    }
    this.#next = at;
    for (let run = 0; this.#open >> run !== 0; run += 1) if (this.#open & (1 << run)) this.#continueRun(run, end);
  }

  #decodeBlock(from: number, to: number, excluded: number): void {
    for (let run = 0; run < this.#decoders.length; run += 1) {
      const bit = 1 << run;
      if (this.#open & bit) this.#continueRun(run, to);
      else if (!(excluded & bit)) {
        this.#open |= bit;
        this.#fed[run] = this.#runStart(from, bit);
        this.#decoders[run]?.restart();
        this.#continueRun(run, to);
      }
    }
  }

  #runStart(from: number, bit: number): number {
    let start = from;
    while (start > 0 && !(this.#exclusionsAt(start - 1) & bit)) start -= 1;
    return start;
  }

  #exclusionsAt(index: number): number {
    return exclusions[index & 3]?.[this.#symbols[index] as number] as number;
  }

  /** The symbol that ends a run still completes the byte before it. */
  #continueRun(run: number, to: number): void {
    const bit = 1 << run;
    const from = this.#fed[run] as number;
    let index = from;
    while (index < to && !(this.#exclusionsAt(index) & bit)) index += 1;
    const isEnd = index < to;
    if (isEnd) this.#open &= ~bit;
    const last = isEnd ? index + 1 : index;
    if (last > from) this.#decoders[run]?.write(this.#symbols, from, last);
    this.#fed[run] = last;
  }
}
