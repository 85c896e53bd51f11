import { toHex } from "#lib/bytes/hex";
import type { Name, NameAttribute } from "./name.ts";

/** Characters that RFC 4518 removes or prohibits: a value with one of them equals only the same bytes. */
const unusual = /(?![\t\n\v\f\r\u0085])[\p{C}\ufffd]|\u0340|\u0341/u;
const teletexString = 0x14;

/**
 * Prepares a value for comparison (RFC 5280 §7.1, RFC 4518): compatibility forms and letter case are folded, white space
 * is trimmed and compressed, and the string type does not count. Anything but plain text keeps its bytes.
 */
function prepare({ value, text }: NameAttribute): string {
  const isPlain = text !== null && !unusual.test(text) && !(value.tag === teletexString && /[^\0-\x7f]/u.test(text));
  return isPlain ? `=${foldAttributeValue(text)}` : `#${toHex(value.whole)}`;
}

export function foldAttributeValue(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ").normalize("NFKC");
  return folded.replace(/[\s\u0085]+/gu, " ").trim();
}

const keys = new WeakMap<Name, string[]>();

/** Returns one text for each relative name; equal names have equal texts. */
function keysOf(name: Name): string[] {
  const known = keys.get(name);
  if (known) return known;
  const made = name.map((set) =>
    set
      .map((attribute) => `${attribute.type}${prepare(attribute)}`)
      .sort()
      .join("\0"),
  );
  keys.set(name, made);
  return made;
}

/** Tells whether two names are the same, attribute by attribute. */
export function sameName(left: Name, right: Name): boolean {
  return left.length === right.length && isWithin(left, right);
}

/** Tells whether a name begins with another (RFC 5280 §4.2.1.10). */
export function isWithin(name: Name, base: Name): boolean {
  const own = keysOf(name);
  return base.length <= own.length && keysOf(base).every((key, index) => key === own[index]);
}
