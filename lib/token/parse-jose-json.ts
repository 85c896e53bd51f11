import { isAscii, isUtf8 } from "node:buffer";

/** Parses JSON strictly for signatures: exact UTF-8, bounded nesting, unique names. */

export type JsonFault = "not_utf8" | "not_json" | "not_object" | "too_deep";

/** `duplicate`: an object at any depth repeats a name (forbidden by RFC 7515 section 4 and RFC 7519 section 4). */
export type ParsedJoseJson =
  | { fault: null; value: Record<string, unknown>; duplicate: boolean }
  | { fault: JsonFault; value: null; duplicate: false };

/** Nesting limit: above any evidence, low enough for recursion. */
const maxDepth = 200;

const refused = (fault: JsonFault): ParsedJoseJson => ({ fault, value: null, duplicate: false });

/** Index of the closing quote of the string whose content starts at `start`, or the length if missing. */
function findStringEnd(bytes: Uint8Array, start: number): number {
  let index = start;
  // Byte loops are faster for short strings, native search for long ones (base64 images).
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

/** Counts members (colons outside strings) and the deepest nesting. */
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

/** Counts members after parsing; a lower count than in the text means duplicate names. */
function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += countMembers(item);
  else
    for (const item of Object.values(value))
      count += typeof item === "object" && item !== null ? 1 + countMembers(item) : 1;
  return count;
}

/** Never throws. */
export function parseJoseJson(bytes: Buffer): ParsedJoseJson {
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
