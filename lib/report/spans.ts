import { formatVisible } from "#lib/i18n/escape-invisible";
import type { Mark, Section, Span } from "./model.ts";

/** Characters of one quoted text; a row of paper does not split. */
const cap = 400;

/** Our own text. */
export const plain = (text: string): Span => ({ text });
export const soft = (text: string): Span => ({ text, look: "soft" });
export const marked = (mark: Mark, text: string): Span => ({ text, mark });

/** Text from outside: cut, with hidden and reordering characters named. */
export const quoted = (text: string, max = cap): Span => ({ text: formatVisible(text, max) });
export const code = (text: string, max = cap): Span => ({ text: formatVisible(text, max), look: "code" });
export const strong = (text: string, max = cap): Span => ({ text: formatVisible(text, max), look: "strong" });

const keptSpaces = /([\u00a0\u202f])/;

/** Our own sentence around text from outside: as `quoted`, but the spaces that its language has before signs stay. */
export function sentence(text: string, max: number): Span {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  const parts = cut.split(keptSpaces).map((part) => (keptSpaces.test(part) ? part : formatVisible(part)));
  return { text: parts.join("") };
}

export const section = (
  key: string,
  title: string | null,
  parts: Section["parts"],
  more: Partial<Pick<Section, "aside" | "frame" | "startsPage">> = {},
): Section => ({ key, title, aside: null, frame: null, startsPage: false, parts, ...more });
