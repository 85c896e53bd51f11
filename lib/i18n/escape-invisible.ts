/** Names characters that hide, reorder or imitate others (Unicode TR 36 section 2.10, "Trojan Source"). */

export type VisiblePart = { text: string; isUnusual: boolean };

/** Controls, bidirectional marks, default-ignorable characters, lone surrogates, unusual spaces. */
const unusualCharacter =
  /\p{Cc}|\p{Co}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}|\p{Cf}|(?! )\p{Zs}|\ufffd/u;

const nameOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** True if the text has only visible characters; a fast path for most texts. */
export const isPlain = (text: string): boolean => !unusualCharacter.test(text);

/** Names invisible characters as `U+202E`. `cap` limits UTF-16 units shown; `cut` counts those left out. */
export function splitVisible(text: string, cap = 300): { parts: VisiblePart[]; cut: number } {
  const parts: VisiblePart[] = [];
  const shown = text.length > cap ? text.slice(0, cap) : text;
  for (const character of shown) {
    const isUnusual = unusualCharacter.test(character);
    const last = parts.at(-1);
    if (isUnusual) parts.push({ text: nameOf(character), isUnusual: true });
    else if (last && !last.isUnusual) last.text += character;
    else parts.push({ text: character, isUnusual: false });
  }
  return { parts, cut: text.length - shown.length };
}

/** Names hidden and reordering characters in angle brackets, as one text: keeps rows to few elements. */
export function visibleText(text: string): string {
  if (isPlain(text)) return text;
  const { parts } = splitVisible(text, text.length);
  return parts.map((part) => (part.isUnusual ? `⟨${part.text}⟩` : part.text)).join("");
}

/** Names hidden and reordering characters, so that quoted text cannot reorder a sentence. */
export function formatVisible(text: string, cap?: number): string {
  const { parts, cut } = splitVisible(text, cap);
  return parts.map((part) => part.text).join("") + (cut > 0 ? "…" : "");
}
