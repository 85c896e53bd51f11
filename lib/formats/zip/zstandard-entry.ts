import type { DecoderEnd, EntryDecoder } from "./entry-decoder.ts";
import { loadZstandard, type ZstandardFunctions } from "./zstandard-module.ts";

const chunkBytes = 256 * 1024;
/** An error loses what its step decoded, so that a step is short. */
const stepBytes = 1024;
/** Pointer, size and position, twice (`ZSTD_inBuffer`, `ZSTD_outBuffer`). */
const bufferBytes = 12;

/** Error codes that libzstd keeps (zstd_errors.h). */
const errors = { windowTooLarge: 16, dictionaryCorrupted: 30, dictionaryWrong: 32, noMemory: 64 } as const;
const minError = -120;

/**
 * Decodes one entry with libzstd: any number of frames, the last of which ends with the data (RFC 8878, 3). libzstd verifies
 * the checksums of frames, and refuses a window above 128 MiB. Call `free` at the end.
 */
export class ZstandardEntry implements EntryDecoder {
  readonly #library: ZstandardFunctions;
  readonly #compressed: Uint8Array;
  readonly #pointers: number[] = [];
  #context = 0;
  #start = 0;
  #output = 0;
  #input = 0;
  #position = 0;
  #isBetweenFrames = true;
  #end: DecoderEnd | null = null;

  private constructor(library: ZstandardFunctions, compressed: Uint8Array) {
    this.#library = library;
    this.#compressed = compressed;
  }

  /** @throws Error if the library cannot be loaded */
  static async open(compressed: Uint8Array): Promise<ZstandardEntry | DecoderEnd> {
    const opened = new ZstandardEntry(await loadZstandard(), compressed);
    if (opened.#prepare()) return opened;
    opened.free();
    return "too_large";
  }

  get memoryBytes(): number {
    return this.#library.memory.buffer.byteLength;
  }

  #allocate(bytes: number): number {
    const pointer = this.#library.malloc(bytes);
    if (pointer !== 0) this.#pointers.push(pointer);
    return pointer;
  }

  #prepare(): boolean {
    this.#start = this.#allocate(this.#compressed.length || 1);
    this.#output = this.#allocate(chunkBytes);
    this.#input = this.#allocate(2 * bufferBytes);
    this.#context = this.#library.ZSTD_createDCtx();
    if ([this.#start, this.#output, this.#input, this.#context].includes(0)) return false;
    new Uint8Array(this.#library.memory.buffer).set(this.#compressed, this.#start);
    return true;
  }

  next(): Uint8Array<ArrayBuffer> | DecoderEnd {
    let made = 0;
    while (this.#end === null && made < chunkBytes) made = this.#step(made);
    if (made > 0) return new Uint8Array(this.#library.memory.buffer).slice(this.#output, this.#output + made);
    return this.#end ?? "broken";
  }

  /** Decodes a step into the output from `made` on. @returns the bytes that are in it then */
  #step(made: number): number {
    const left = this.#compressed.length - this.#position;
    if (this.#isBetweenFrames && this.#position > 0 && !this.#isFrame()) {
      this.#end = left === 0 ? "ended" : "trailing";
      return made;
    }
    const buffers = new DataView(this.#library.memory.buffer, this.#input, 2 * bufferBytes);
    const step = Math.min(left, stepBytes);
    [this.#start + this.#position, step, 0, this.#output, chunkBytes, made].forEach((value, index) => {
      buffers.setUint32(4 * index, value, true);
    });
    const result = this.#library.ZSTD_decompressStream(this.#context, this.#input + bufferBytes, this.#input);
    if (result < 0 && result >= minError) {
      this.#end = nameError(-result);
      return made;
    }
    // The memory may have grown.
    const after = new DataView(this.#library.memory.buffer, this.#input, 2 * bufferBytes);
    const [used, filled] = [after.getUint32(8, true), after.getUint32(20, true)];
    this.#position += used;
    this.#isBetweenFrames = result === 0;
    if (result !== 0 && used === 0 && filled === made) this.#end = left === 0 ? "cut" : "broken";
    return filled;
  }

  /** True if a frame or a skippable frame starts here (RFC 8878, 3.1.1 and 3.1.2). */
  #isFrame(): boolean {
    const [a, b, c, d] = this.#compressed.subarray(this.#position, this.#position + 4);
    return (
      (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) ||
      (a !== undefined && a >> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18)
    );
  }

  free(): void {
    if (this.#context !== 0) this.#library.ZSTD_freeDCtx(this.#context);
    for (const pointer of this.#pointers) this.#library.free(pointer);
  }
}

function nameError(code: number): DecoderEnd {
  if (code === errors.windowTooLarge || code === errors.noMemory) return "too_large";
  return code === errors.dictionaryWrong || code === errors.dictionaryCorrupted ? "dictionary" : "broken";
}
