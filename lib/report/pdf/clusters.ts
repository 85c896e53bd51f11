import { isPlain } from "#lib/i18n/escape-invisible";

/** What a reader sees as one character: never divided between lines. */
export type Cluster<Font> = { text: string; font: Font };

/** Marks above one letter; more of them would cover the lines around. */
const maxMarks = 2;
const noBreakSpace = "\u00a0";

/** `[U+5F20]` stands for a character that the font lacks, or that would hide or reorder others. */
export const nameCharacter = (character: string) =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;

/** The first font that has all characters. */
const findFont = <Font>(text: string, fonts: readonly Font[], has: (font: Font, codePoint: number) => boolean) =>
  fonts.find((font) => [...text].every((character) => has(font, character.codePointAt(0) ?? 0)));

/**
 * Divides a text into what its fonts can show. Letters with marks are composed if there is such a letter (NFC); spaces that do not break
 * stay such.
 * @param fonts in the order of preference; names of characters are in the first one
 */
export function toClusters<Font>(
  text: string,
  fonts: readonly [Font, ...Font[]],
  has: (font: Font, codePoint: number) => boolean,
): Cluster<Font>[] {
  const clusters: (Cluster<Font> & { base: string | null; marks: number })[] = [];
  const named = (character: string) =>
    clusters.push({ text: nameCharacter(character), font: fonts[0], base: null, marks: 0 });
  for (const character of text) {
    const last = clusters.at(-1);
    if (/\p{M}/u.test(character)) {
      const composed = ((last?.base ?? "") + character).normalize("NFC");
      const marks = [...composed].length > 1 ? (last?.marks ?? 0) + 1 : 0;
      const font = last?.base && marks <= maxMarks && isPlain(character) ? findFont(composed, fonts, has) : undefined;
      if (last && font !== undefined) Object.assign(last, { text: composed, base: composed, font, marks });
      else named(character);
      continue;
    }
    const isSpace = character === " ";
    const isFixedSpace = !isSpace && /\p{Zs}/u.test(character);
    const font = isPlain(character) || isFixedSpace ? findFont(character, fonts, has) : undefined;
    if (font !== undefined)
      clusters.push({ text: character, font, base: isSpace || isFixedSpace ? null : character, marks: 0 });
    else if (isFixedSpace) clusters.push({ text: noBreakSpace, font: fonts[0], base: null, marks: 0 });
    else named(character);
  }
  return clusters.map(({ text: shown, font }) => ({ text: shown, font }));
}
