import type { EncodingId } from "./encodings.ts";
import type { GuessedEncoding } from "./guess-encoding.ts";

export type TextMethods = {
  /** Decodes the first `limit` bytes, in `choice` or else in the encoding that the whole text shows. */
  read: { params: { blob: Blob; choice: EncodingId | null; limit: number }; result: ReadText };
  /** Writes the whole text in UTF-8. @throws RangeError above `limit` bytes */
  transcode: { params: { blob: Blob; limit: number }; result: { blob: Blob; guess: GuessedEncoding } };
};

/** `guess` is the encoding that the bytes show, whatever was chosen. */
export type ReadText = { text: string; guess: GuessedEncoding };
