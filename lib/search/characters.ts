/** Replaces any run of zero-width characters, after which an ID continues. */
export const invisible = "\u200b";
/** Invisible except at a line end; word processors use it as a hyphen. */
export const softHyphen = "\u00ad";
/** Dashes that separate words in prose too; only UUIDs accept them as hyphens. */
export const dashes = "\u2012\u2013\u2014\u2015\u2e3a\ufe58";

const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const lookAlikeHyphens = /[\u2010\u2011\u2043\u2212\u02d7\u1806\ufe63\uff0d]/g;
const noWidth = /(?:(?!\u00ad)\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|[\0-\x08\x0e-\x1f\x7f\ufffc])+/gu;
const styled = /[\uff01-\uff5e\ufe50-\ufe6b\u{1d400}-\u{1d7ff}]/gu;

/**
 * Maps look-alikes to ASCII (Unicode TR 36, section 2). Keeps soft hyphens and `dashes`, which depend on neighbours.
 */
export function normalizeCharacters(text: string): string {
  return text
    .replace(lineEnds, "\n")
    .replace(noWidth, invisible)
    .replace(lookAlikeHyphens, "-")
    .replace(styled, (character) => character.normalize("NFKC"));
}
