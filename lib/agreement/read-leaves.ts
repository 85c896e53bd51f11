import { formatJsonPath, type Step } from "#lib/json/path";
import type { Leaf } from "./model.ts";

/**
 * Decides by name and raw text whether a scalar matters, before its path is written out: a record of 10 MB has hundreds
 * of thousands of scalars, and a few dozen matter. `makePath` writes the path where the decision needs it.
 */
export type LeafFilter = (name: string, text: string, makePath: () => string) => boolean;

export const everyLeaf: LeafFilter = () => true;

/** A scalar longer than this is a picture or a document, not a statement. Bytes. */
const maxTextBytes = 4096;
const maxDepth = 512;

const quote = 0x22;
const backslash = 0x5c;
const decoder = new TextDecoder("utf-8");

/** The byte after the string that begins at `from` (its opening quote), or -1 where it never ends. */
function findStringEnd(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === backslash) at++;
    else if (byte === quote) return at + 1;
  }
  return -1;
}

/** A string between its quotes, escapes resolved; null for escapes that JSON does not know. */
function decodeString(bytes: Uint8Array, from: number, to: number): string | null {
  const inner = decoder.decode(bytes.subarray(from + 1, to - 1));
  if (!inner.includes("\\")) return inner;
  try {
    return JSON.parse(`"${inner}"`) as string;
  } catch {
    return null;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function kindOf(first: number): Leaf["kind"] {
  if (first === quote) return "string";
  if (first === 0x74 || first === 0x66) return "boolean";
  return first === 0x6e ? "null" : "number";
}

type Open = { isObject: boolean; name: string; position: number; step: Step };

/**
 * The scalars of a JSON text that matter, in the order sent, both of two equal names. Reads the bytes once, keeps nothing
 * else. A text that is no JSON gives what stands before its first fault; the record's own view names the fault.
 * @param bytes UTF-8, a byte order mark is passed over
 */
export function readLeaves(bytes: Uint8Array, matters: LeafFilter): Leaf[] {
  const leaves: Leaf[] = [];
  const open: Open[] = [];
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let awaitsName = false;

  const makePath = () => formatJsonPath(open.map(({ step }) => step));
  const take = (from: number, to: number) => {
    if (to - from > maxTextBytes) return;
    const kind = kindOf(bytes[from] ?? 0);
    const text = kind === "string" ? decodeString(bytes, from, to) : decoder.decode(bytes.subarray(from, to));
    const name = open.at(-1)?.name ?? "";
    if (text !== null && matters(name, text, makePath)) leaves.push({ path: makePath(), name, text, kind });
  };

  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const top = open.at(-1);
    if (isBlank(byte) || byte === 0x3a) at++;
    else if (byte === 0x7b || byte === 0x5b) {
      if (open.length >= maxDepth) return leaves;
      const isObject = byte === 0x7b;
      open.push({ isObject, name: top?.name ?? "", position: 0, step: isObject ? "" : 0 });
      awaitsName = isObject;
      at++;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (!top || top.isObject !== (byte === 0x7d)) return leaves;
      open.pop();
      awaitsName = false;
      at++;
    } else if (byte === 0x2c) {
      if (!top) return leaves;
      if (!top.isObject) top.step = ++top.position;
      awaitsName = top.isObject;
      at++;
    } else if (byte === quote) {
      const end = findStringEnd(bytes, at);
      if (end < 0) return leaves;
      if (awaitsName && top) {
        top.name = decodeString(bytes, at, end) ?? "";
        top.step = top.name;
        awaitsName = false;
      } else take(at, end);
      at = end;
    } else {
      let end = at;
      while (end < bytes.length && /[\w.+-]/.test(String.fromCharCode(bytes[end] ?? 0))) end++;
      if (end === at || awaitsName) return leaves;
      take(at, end);
      at = end;
    }
  }
  return leaves;
}
