/**
 * How a decoder ended. `trailing`: bytes were left; `too_large`: it needs more memory than it may have; `dictionary`: it needs
 * a dictionary that is not in the data.
 */
export type DecoderEnd = "ended" | "trailing" | "cut" | "broken" | "too_large" | "dictionary";

/** Decodes one entry in steps. */
export type EntryDecoder = {
  /** Memory of the library in bytes; it never shrinks. */
  readonly memoryBytes: number;
  /** Decodes the next bytes, a copy, or says how the data ended. */
  next(): Uint8Array<ArrayBuffer> | DecoderEnd;
  free(): void;
};
