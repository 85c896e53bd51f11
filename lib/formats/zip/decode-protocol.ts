import type { DecoderEnd } from "./entry-decoder.ts";
import type { OneEntry } from "./one-entry-archive.ts";

export type DecodeMethods = {
  /** Null if the entry can be decoded. */
  open: { params: { entry: OneEntry; compressed: Blob }; result: DecoderEnd | null };
  next: { params: null; result: { chunk: Uint8Array<ArrayBuffer> } | { end: DecoderEnd; memoryBytes: number } };
};
