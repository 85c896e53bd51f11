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

export const section = (
  key: string,
  title: string | null,
  parts: Section["parts"],
  more: Partial<Pick<Section, "aside" | "frame" | "startsPage">> = {},
): Section => ({ key, title, aside: null, frame: null, startsPage: false, parts, ...more });
