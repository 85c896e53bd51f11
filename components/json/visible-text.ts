import { isPlain, splitVisible } from "#lib/text/visible-text";

/** A text with hidden and reordering characters named in angle brackets, as one piece: rows must stay few elements. */
export function visibleText(text: string): string {
  if (isPlain(text)) return text;
  const { parts } = splitVisible(text, text.length);
  return parts.map((part) => (part.odd ? `⟨${part.text}⟩` : part.text)).join("");
}
