import { readElement } from "./der.ts";
import { decodeString, type Name, type NameAttribute } from "./name.ts";
import { findAttributeType } from "./oids.ts";

const encoder = new TextEncoder();

/**
 * Parses `CN=Specimen, O=…` with the escapes and quotes of RFC 4514 and RFC 2253.
 * @returns null if it is not such a text, or names an attribute that is unknown
 */
export function parseNameText(text: string): Name | null {
  const name: NameAttribute[][] = [];
  const pattern = /\s*([A-Za-z][\w-]*|\d+(?:\.\d+)+)\s*=\s*("(?:[^"\\]|\\.)*"|(?:[^,+"\\]|\\.)*)(,|\+|$)/suy;
  for (let separator = ","; separator !== ""; ) {
    const match = pattern.exec(text);
    const type = findAttributeType(match?.[1] ?? "");
    const value = match && parseValue(match[2] ?? "");
    if (!match || type === null || !value) return null;
    const attribute = { type, ...value };
    if (separator === "+") name.at(-1)?.push(attribute);
    else name.push([attribute]);
    separator = match[3] ?? "";
  }
  return name;
}

function parseValue(written: string): Pick<NameAttribute, "value" | "text"> | null {
  const raw = written.replace(/(?<!\\)\s+$/u, "");
  if (raw.startsWith("#")) return parseHex(raw.slice(1));
  const text = removeEscapes(raw.startsWith('"') ? raw.slice(1, -1) : raw);
  if (text === null) return null;
  const content = encoder.encode(text);
  return { value: { tag: 0x0c, content, whole: content }, text };
}

/** Undoes `\,` and `\2C`; digits are bytes of UTF-8. */
function removeEscapes(text: string): string | null {
  const parts = text.matchAll(/((?:\\[0-9A-Fa-f]{2})+)|\\(.)|([^\\]+)/gsu);
  try {
    return [...parts].map(([, bytes, character, plain]) => (bytes ? decodeHex(bytes) : (character ?? plain))).join("");
  } catch {
    return null;
  }
}

function decodeHex(text: string): string {
  const bytes = bytesOf(text.replaceAll("\\", ""));
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

const bytesOf = (digits: string) =>
  Uint8Array.from(digits.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16)) as Uint8Array<ArrayBuffer>;

function parseHex(digits: string): Pick<NameAttribute, "value" | "text"> | null {
  if (!/^(?:[0-9A-Fa-f]{2})+$/u.test(digits)) return null;
  try {
    const value = readElement(bytesOf(digits));
    return { value, text: decodeString(value) };
  } catch {
    return null;
  }
}
