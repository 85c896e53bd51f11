import { isAscii, isUtf8 } from "node:buffer";

/** Reads JSON as a signature needs it read: exact UTF-8, bounded nesting, and no name twice in one object. */

export type JsonFault = "not_utf8" | "not_json" | "not_object" | "too_deep";

/** `duplicate`: some object, at any depth, carries a name twice (RFC 7515 section 4, RFC 7519 section 4 forbid it). */
export type JsonReading =
  | { fault: null; value: Record<string, unknown>; duplicate: boolean }
  | { fault: JsonFault; value: null; duplicate: false };

/** Deeper than any evidence, and shallow enough for recursion over it. */
const maxDepth = 200;

const refused = (fault: JsonFault): JsonReading => ({ fault, value: null, duplicate: false });

/** Index of the quote that ends the string whose content begins at `start`; the length when none does. */
function findStringEnd(bytes: Uint8Array, start: number): number {
  let index = start;
  // Short strings are quicker byte by byte, long ones (pictures in base64) by the native search.
  for (const near = Math.min(start + 64, bytes.length); index < near; index++) {
    if (bytes[index] === 0x5c) index++;
    else if (bytes[index] === 0x22) return index;
  }
  for (;;) {
    const quote = bytes.indexOf(0x22, index);
    if (quote < 0) return bytes.length;
    let backslashes = 0;
    while (quote - backslashes > start && bytes[quote - backslashes - 1] === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return quote;
    index = quote + 1;
  }
}

/** Members written in the text (colons outside strings) and the deepest nesting. */
function scan(bytes: Uint8Array): { members: number; depth: number } {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte === 0x22) index = findStringEnd(bytes, index + 1);
    else if (byte === 0x3a) members++;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return { members, depth: deepest };
}

/** Members that survived parsing; fewer than were written means that a name stood twice. */
function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += countMembers(item);
  else
    for (const item of Object.values(value))
      count += typeof item === "object" && item !== null ? 1 + countMembers(item) : 1;
  return count;
}

/** Parses `bytes` as one JSON object. Never throws. */
export function readJsonObject(bytes: Buffer): JsonReading {
  const isPlain = isAscii(bytes);
  if (!isPlain && !isUtf8(bytes)) return refused("not_utf8");
  const { members, depth } = scan(bytes);
  if (depth > maxDepth) return refused("too_deep");
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString(isPlain ? "latin1" : "utf8"));
  } catch {
    return refused("not_json");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refused("not_object");
  return { fault: null, value: value as Record<string, unknown>, duplicate: countMembers(value) !== members };
}
