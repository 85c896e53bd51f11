import { type DecodedName, decodeName } from "./decode-name.ts";
import type { ExtraFields } from "./extra-fields.ts";
import { isSameName } from "./same-name.ts";

export type UnicodeName = {
  /** Name of the first Unicode path field; null without a valid one. */
  name: string | null;
  /** Names that a reader shows instead: the header's if it is another name, and other fields'. */
  others: string[];
  /** A field is not valid UTF-8. */
  notUtf8: boolean;
};

/** Reads the names of the Unicode path fields (APPNOTE 4.6.9) of a header, and compares them with the header's own. */
export function readUnicodeName(
  extra: Readonly<ExtraFields>,
  raw: Uint8Array,
  decoded: DecodedName,
  saysUtf8: boolean,
): UnicodeName {
  const [first, ...more] = extra.unicodeNames.map((bytes) => decodeName(bytes, true));
  if (first === undefined) return { name: null, others: [], notUtf8: false };
  const others = new Set(more.map(({ text }) => text).filter((text) => text !== first.text));
  if (!isSameName(raw, decoded.text, saysUtf8, first.text)) others.add(decoded.text);
  return { name: first.text, others: [...others], notUtf8: [first, ...more].some(({ notUtf8 }) => notUtf8) };
}
