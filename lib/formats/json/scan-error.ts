import { toHex } from "#lib/bytes/hex";
import { byteOrderMarkBytes } from "./padded-buffer.ts";
import type { StringFault } from "./scan-string.ts";
import { decodeUtf8 } from "./string-text.ts";

export type ScanErrorCode =
  | "empty"
  | "utf16"
  | "too_large"
  | "index_full"
  | "unexpected_end"
  | "unexpected_character"
  | "control_character"
  | "bad_escape"
  | "bad_unicode_escape"
  | "invalid_utf8"
  | "bad_literal"
  | "leading_zero"
  | "trailing_comma"
  | "after_the_end";

export type ExpectedSyntax =
  | "value"
  | "name"
  | "name_or_close"
  | "value_or_close"
  | "colon"
  | "comma_or_close_object"
  | "comma_or_close_array"
  | "digit"
  | "closing_quote"
  | "escape_letter"
  | "four_hex_digits"
  | "utf8"
  | "escaped_control"
  | "literal"
  | "end";

/** What a string lacks at its fault. */
export const expectedOfFault: Readonly<Record<StringFault, ExpectedSyntax>> = {
  control_character: "escaped_control",
  bad_escape: "escape_letter",
  bad_unicode_escape: "four_hex_digits",
  invalid_utf8: "utf8",
  end_in_string: "closing_quote",
};

/** `line` and `column` (code points) count from 1, `offset` (bytes) from 0; `before` and `after` quote the text as sent. */
export type ScanError = {
  code: ScanErrorCode;
  expected: ExpectedSyntax;
  offset: number;
  line: number;
  column: number;
  found: string;
  before: string;
  after: string;
};

const quotedBytes = 48;

export function lineAndColumnOf(bytes: Uint8Array, offset: number): { line: number; column: number } {
  let line = 1;
  let start = byteOrderMarkBytes(bytes);
  for (;;) {
    const feed = bytes.indexOf(0x0a, start);
    if (feed < 0 || feed >= offset) break;
    line++;
    start = feed + 1;
  }
  let column = 1;
  for (let at = start; at < offset; at++) if (((bytes[at] as number) & 0xc0) !== 0x80) column++;
  return { line, column };
}

/** Describes the character at `offset`: itself if visible, else its code point or byte. */
function describeFound(bytes: Uint8Array, length: number, offset: number): string {
  if (offset >= length) return "";
  const byte = bytes[offset] as number;
  if (byte > 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    bytes.subarray(offset, Math.min(length, offset + 4)),
  );
  const point = text.codePointAt(0);
  if (point === undefined || point === 0xfffd || byte < 0x80) return `0x${toHex(Uint8Array.of(byte)).toUpperCase()}`;
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

export function describeScanError(
  bytes: Uint8Array,
  length: number,
  offset: number,
  code: ScanErrorCode,
  expected: ExpectedSyntax,
): ScanError {
  const isInside = (at: number) => at > 0 && at < length && ((bytes[at] as number) & 0xc0) === 0x80;
  let from = Math.max(0, offset - quotedBytes);
  while (from < offset && isInside(from)) from++;
  let to = Math.min(length, offset + quotedBytes);
  while (to > offset && isInside(to)) to--;
  return {
    code,
    expected,
    offset,
    ...lineAndColumnOf(bytes, offset),
    found: describeFound(bytes, length, offset),
    before: decodeUtf8(bytes, from, offset),
    after: decodeUtf8(bytes, offset, to),
  };
}

/** Returns the offset of the first byte that differs from `true`, `false` and `null`. */
export function findLiteralFault(bytes: Uint8Array, length: number, at: number): number {
  const word = ["true", "false", "null"].find((literal) => literal.charCodeAt(0) === bytes[at]) ?? "";
  let same = 0;
  while (same < word.length && bytes[at + same] === word.charCodeAt(same)) same++;
  return Math.min(at + same, length);
}
