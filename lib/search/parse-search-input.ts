import { isId } from "#lib/paths";
import { normalizeCharacters } from "./characters.ts";
import { findIds } from "./find-ids.ts";
import type { TicketTarget } from "./found-targets.ts";
import { isOpaqueLink } from "./protected-links.ts";
import { brokenUuid } from "./read-path.ts";

export type { TicketTarget } from "./found-targets.ts";

/**
 * Result of reading the search box:
 * - `ids`: a single one that `isCertain` is opened; others are choices. `leftOut` counts those past `maxIds`
 * - `word`: one word that could be an ID or a title
 * - `malformed`: an invalid ID or link; not sent
 * - `opaque`: a link that only its server can resolve; not sent
 * - `unread`: long text or several lines without an ID; not sent
 */
export type Query =
  | { kind: "empty" }
  | { kind: "ids"; ids: TicketTarget[]; isCertain: boolean; leftOut: number; isCut: boolean }
  | { kind: "word"; word: string }
  | { kind: "title"; text: string }
  | { kind: "malformed"; text: string }
  | { kind: "opaque" }
  | { kind: "unread"; isCut: boolean };

/** Maximum title. Longer text is a ticket with possible personal data and stays in the browser. */
const maxTitleLength = 100;
/** Maximum text in characters, so that the page stays responsive. */
export const maxTextLength = 1_048_576;
export const maxIds = 50;

/** Characters of URLs and markup that a single title word does not contain. */
const addressCharacter = /[/\\%?#;@<>{}|^`\p{Cc}]/u;

/** Classifies text without an ID as a word, a title, or text that must not be sent. */
function readWords(text: string): Query {
  if (/[\r\n]/.test(text) || text.length > maxTitleLength) return { kind: "unread", isCut: false };
  if (/\s/.test(text)) return { kind: "title", text };
  const word = normalizeCharacters(text)
    .replaceAll(/[\u200b\u00ad]/g, "")
    .replace(/^[`"'*]+|[`"'*]+$/g, "");
  if (brokenUuid.test(word) || addressCharacter.test(word) || /^\.+$/.test(word)) return { kind: "malformed", text };
  return isId(word) ? { kind: "word", word } : { kind: "title", text };
}

/** Parses search text in the browser; sends nothing. `ownHost` is host and port of this page. */
export function parseSearchInput(input: string, ownHost = ""): Query {
  const isCut = input.length > maxTextLength;
  const text = (isCut ? input.slice(0, maxTextLength) : input).trim();
  if (text === "") return { kind: "empty" };
  const findings = findIds(text, ownHost);
  const { ids, isCertain } = findings.settle();
  if (ids.length > 0) {
    const leftOut = Math.max(0, ids.length - maxIds);
    return { kind: "ids", ids: ids.slice(0, maxIds), isCertain: isCertain && !isCut, leftOut, isCut };
  }
  if (isOpaqueLink(text)) return { kind: "opaque" };
  if (findings.hasMalformed) return { kind: "malformed", text };
  return isCut ? { kind: "unread", isCut } : readWords(text);
}
