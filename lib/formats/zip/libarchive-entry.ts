import { type LibarchiveWasm, libarchiveWasm } from "libarchive-wasm";
import type { DecoderEnd, EntryDecoder } from "./entry-decoder.ts";
import { type OneEntry, wrapEntry } from "./one-entry-archive.ts";

const chunkBytes = 256 * 1024;

let loading: Promise<LibarchiveWasm> | null = null;

/** Loads libarchive from our origin, with the first entry that needs it. */
async function loadLibarchive(): Promise<LibarchiveWasm> {
  const response = await fetch(new URL("libarchive-wasm/dist/libarchive.wasm", import.meta.url));
  if (!response.ok) throw new Error(`Loading the decoder failed with status ${response.status}`);
  return libarchiveWasm({ wasmBinary: await response.arrayBuffer() });
}

/** Decodes one entry with libarchive, in steps. It reads bzip2, LZMA, XZ and PPMd. Call `free` at the end. */
export class LibarchiveEntry implements EntryDecoder {
  readonly #library: LibarchiveWasm;
  readonly #pointers: number[] = [];
  #archive = 0;
  #buffer = 0;
  #end: DecoderEnd | null = null;

  private constructor(library: LibarchiveWasm) {
    this.#library = library;
  }

  /** @throws Error if the library cannot be loaded */
  static async open(entry: OneEntry, compressed: Uint8Array): Promise<LibarchiveEntry | DecoderEnd> {
    loading ??= loadLibarchive();
    loading.catch(() => {
      loading = null;
    });
    const opened = new LibarchiveEntry(await loading);
    const end = opened.#start(entry, compressed);
    if (end === null) return opened;
    opened.free();
    return end;
  }

  get memoryBytes(): number {
    return this.#library.module.HEAPU8.length;
  }

  #allocate(bytes: number): number {
    const pointer: number = this.#library.module._malloc(bytes);
    if (pointer !== 0) this.#pointers.push(pointer);
    return pointer;
  }

  #start(entry: OneEntry, compressed: Uint8Array): DecoderEnd | null {
    const { before, after } = wrapEntry(entry);
    const total = before.length + compressed.length + after.length;
    const bytes = this.#allocate(total);
    this.#buffer = this.#allocate(chunkBytes);
    if (bytes === 0 || this.#buffer === 0) return "too_large";
    const memory: Uint8Array = this.#library.module.HEAPU8;
    memory.set(before, bytes);
    memory.set(compressed, bytes + before.length);
    memory.set(after, bytes + before.length + compressed.length);
    try {
      this.#archive = this.#library.read_new_memory(bytes, total);
      return this.#library.read_next_entry(this.#archive) === 0 ? "broken" : null;
    } catch {
      return "broken";
    }
  }

  next(): Uint8Array<ArrayBuffer> | DecoderEnd {
    try {
      const length = this.#library.read_data(this.#archive, this.#buffer, chunkBytes);
      if (length === 0) return this.#end ?? "ended";
      return this.#library.module.HEAPU8.slice(this.#buffer, this.#buffer + length);
    } catch (error) {
      if (this.#end !== null) return this.#end;
      this.#end = nameEnd(String(error));
      // libarchive compares before it gives the last bytes; the next call gives them.
      return this.#end === "ended" || this.#end === "trailing" ? this.next() : this.#end;
    }
  }

  free(): void {
    const { module } = this.#library;
    try {
      if (this.#archive !== 0) this.#library.read_free(this.#archive);
    } finally {
      for (const pointer of this.#pointers) module._free(pointer);
    }
  }
}

/** Reads libarchive's message. It compares CRC-32 and sizes too; this reader does that itself, so the data has ended. */
function nameEnd(message: string): DecoderEnd {
  if (/memory/iu.test(message)) return "too_large";
  if (/compressed data is wrong size/iu.test(message) && !/uncompressed/iu.test(message)) return "trailing";
  if (/bad CRC|uncompressed data is wrong size/iu.test(message)) return "ended";
  return /truncated|premature/iu.test(message) ? "cut" : "broken";
}
