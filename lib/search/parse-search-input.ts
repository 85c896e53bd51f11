import { isId } from "#lib/paths";
import { normalizeCharacters } from "./characters.ts";
import { findPlaces } from "./find-places.ts";
import type { Place } from "./findings.ts";
import { isOpaqueLink } from "./protected-links.ts";
import { brokenUuid } from "./read-path.ts";

export type { Place } from "./findings.ts";

/**
 * What a person typed or pasted, read in the browser:
 * - `places`: IDs were found. One that `isCertain` is opened; others are offered as choices. `leftOut` counts those past
 *   `maxPlaces`; `isCut` says that the text was too long to be read to its end
 * - `word`: one word that could be an ID and could be a title
 * - `title`: short text, searched in titles
 * - `malformed`: meant as an ID or link, but not an ID; sent nowhere
 * - `opaque`: a link that hides its address from everyone but its server; sent nowhere
 * - `unread`: long or several lines without an ID; sent nowhere
 */
export type Query =
  | { kind: "empty" }
  | { kind: "places"; places: Place[]; isCertain: boolean; leftOut: number; isCut: boolean }
  | { kind: "word"; word: string }
  | { kind: "title"; text: string }
  | { kind: "malformed"; text: string }
  | { kind: "opaque" }
  | { kind: "unread"; isCut: boolean };

/** Longer text is a ticket, not a title: it may hold personal data and stays in the browser. */
const maxTitleLength = 100;
/** Characters that are read of a pasted text: more would keep the page from responding. */
export const maxTextLength = 1_048_576;
/** Choices offered at once. */
export const maxPlaces = 50;

/** Characters that stand in addresses and markup, never in a title's single word. */
const addressCharacter = /[/\\%?#;@<>{}|^`\p{Cc}]/u;

/** A text without an ID in it: a word, a title, or nothing that may be sent. */
function readWords(text: string): Query {
  if (/[\r\n]/.test(text) || text.length > maxTitleLength) return { kind: "unread", isCut: false };
  if (/\s/.test(text)) return { kind: "title", text };
  const word = normalizeCharacters(text)
    .replaceAll(/[\u200b\u00ad]/g, "")
    .replace(/^[`"'*]+|[`"'*]+$/g, "");
  if (brokenUuid.test(word) || addressCharacter.test(word) || /^\.+$/.test(word)) return { kind: "malformed", text };
  return isId(word) ? { kind: "word", word } : { kind: "title", text };
}

/**
 * Reads what a person typed or pasted into the search box. Pure; nothing leaves the browser here.
 * @param ownHost host and port that this page was loaded from
 */
export function parseSearchInput(input: string, ownHost = ""): Query {
  const isCut = input.length > maxTextLength;
  const text = (isCut ? input.slice(0, maxTextLength) : input).trim();
  if (text === "") return { kind: "empty" };
  const findings = findPlaces(text, ownHost);
  const { places, isCertain } = findings.settle();
  if (places.length > 0) {
    const leftOut = Math.max(0, places.length - maxPlaces);
    return { kind: "places", places: places.slice(0, maxPlaces), isCertain: isCertain && !isCut, leftOut, isCut };
  }
  if (isOpaqueLink(text)) return { kind: "opaque" };
  if (findings.hasMalformed) return { kind: "malformed", text };
  return isCut ? { kind: "unread", isCut } : readWords(text);
}
