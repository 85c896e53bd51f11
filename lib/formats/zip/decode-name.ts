import { decodeCodePage } from "./code-pages.ts";

/** Decodes names and comments as UTF-8 if flagged, else as IBM code page 437 (APPNOTE D.1) or its Western European relative 850. */

export type DecodedName = {
  text: string;
  /** The UTF-8 flag is set, but the bytes are not valid UTF-8. */
  notUtf8: boolean;
  /** The flag is not set and the bytes are not ASCII, so the encoding is a guess. */
  guessed: boolean;
  /** The bytes are valid UTF-8 beyond ASCII, which other encodings hardly ever are. */
  isUtf8: boolean;
};

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const tolerant = new TextDecoder("utf-8", { ignoreBOM: true });

/** Decodes a name or comment. Never throws; undecodable bytes become U+FFFD and set a flag. */
export function decodeName(raw: Uint8Array, saysUtf8: boolean): DecodedName {
  const plain = readAscii(raw);
  if (plain !== null) return { text: plain, notUtf8: false, guessed: false, isUtf8: false };
  const utf8 = decodeStrict(raw);
  // In UTF-8, the lengths are equal only for ASCII.
  const isUtf8 = utf8 !== null && utf8.length !== raw.length;
  if (utf8 !== null) return { text: utf8, notUtf8: false, guessed: !saysUtf8 && isUtf8, isUtf8 };
  if (saysUtf8) return { text: tolerant.decode(raw), notUtf8: true, guessed: false, isUtf8: false };
  return { text: decodeOem(raw), notUtf8: false, guessed: true, isUtf8: false };
}

/**
 * Windows in Western Europe writes code page 850, which has letters where 437 has frames and Greek. It is taken if all
 * of its characters above ASCII are Latin letters, and those of 437 are not.
 */
function decodeOem(raw: Uint8Array): string {
  const usual = decodeCodePage(raw, "cp437");
  if (isLatin(usual)) return usual;
  const western = decodeCodePage(raw, "cp850");
  return isLatin(western) ? western : usual;
}

const isLatin = (text: string) => /^[\u0000-\u007f\p{Script=Latin}]*$/u.test(text);

const longestPlain = 256;

/** Reads plain ASCII without a decoder, because a decoder call per name dominates the time for 20,000 entries. */
function readAscii(raw: Uint8Array): string | null {
  if (raw.length === 0) return "";
  if (raw.length > longestPlain) return null;
  for (let at = 0; at < raw.length; at += 1) if ((raw[at] as number) > 127) return null;
  // Avoids the byte-wise iterator of spread syntax.
  return String.fromCharCode.apply(null, raw as unknown as number[]);
}

function decodeStrict(raw: Uint8Array): string | null {
  try {
    return strict.decode(raw);
  } catch {
    return null;
  }
}
