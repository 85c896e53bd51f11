import { isPlain, splitVisible } from "#lib/i18n/escape-invisible";

/** A text with hidden and reordering characters named in angle brackets, as one piece: rows must stay few elements. */
export function visibleText(text: string): string {
  if (isPlain(text)) return text;
  const { parts } = splitVisible(text, text.length);
  return parts.map((part) => (part.odd ? `⟨${part.text}⟩` : part.text)).join("");
}
