import { decodeEscapes, decodeUtf8, stringEnd } from "#lib/formats/json/string-text";
import type { JsonPrimitive } from "./model.ts";

export const quote = 0x22;
const backslash = 0x5c;

const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

export function kindOf(first: number): JsonPrimitive["kind"] {
  if (first === quote) return "string";
  if (first === 0x74 || first === 0x66) return "boolean";
  return first === 0x6e ? "null" : "number";
}

/** Finds the end of a name byte by byte, because names are short. */
export function findNameEnd(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  for (; bytes[at] !== quote; at++) if (bytes[at] === backslash) at++;
  return at + 1;
}

export function findValueStart(bytes: Uint8Array, nameEnd: number): number {
  let at = nameEnd;
  while (bytes[at] === 0x3a || isBlank(bytes[at])) at++;
  return at;
}

/** Returns the byte after a primitive. Only commas, brackets and blanks follow a string before `nextOffset` (-1: last). */
export function findValueEnd(bytes: Uint8Array, from: number, nextOffset: number): number {
  let at = from;
  if (bytes[from] !== quote) {
    for (
      let byte = bytes[at] ?? 0;
      byte > 0x20 && byte !== 0x2c && byte !== 0x5d && byte !== 0x7d;
      byte = bytes[at] ?? 0
    )
      at++;
    return at;
  }
  if (nextOffset < 0) return stringEnd(bytes, from) + 1;
  at = nextOffset - 1;
  while (bytes[at] !== quote) at--;
  return at + 1;
}

export function readPrimitiveText(bytes: Uint8Array, from: number, to: number): string {
  if (bytes[from] !== quote) return decodeUtf8(bytes, from, to);
  return decodeEscapes(decodeUtf8(bytes, from + 1, to - 1));
}
