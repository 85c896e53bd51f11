import { isId } from "#lib/paths";

/** A place that a ticket may point at. */
export type Place = { srId: string; evidenceId: string | null };

/**
 * What a person typed or pasted, read in the browser:
 * - `places`: ids were found; one is opened, several are offered as choices
 * - `word`: one word that could be an id and could be a title
 * - `title`: short text, searched in titles
 * - `malformed`: meant as an id or link, but no id; told in words, sent nowhere
 * - `unread`: long or several lines without an id; sent nowhere
 */
export type Query =
  | { kind: "empty" }
  | { kind: "places"; places: Place[] }
  | { kind: "word"; word: string }
  | { kind: "title"; text: string }
  | { kind: "malformed"; text: string }
  | { kind: "unread" };

/** Longer text is a ticket, not a title: it may hold personal data and stays in the browser. */
const maxTitleLength = 100;

const uuid = /(?<![0-9a-z-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z-])/gi;
const uuidAlone = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Hexadecimal groups with hyphens of about a UUID's length: a UUID that lost a piece when it was copied. */
const brokenUuid = /^(?=.{20,45}$)[0-9a-f]+(-[0-9a-f]+){3,}$/i;
/** Addresses that name a signature request: our pages and API, the short form, the provider's API and web app. */
const ourLink =
  /\/(?:signature-requests|r|view|sign)\/([^/?#\s]+)(?:\/(?:(?:evidence|identification)\/)?([^/?#\s]+))?/i;
const link = /\bhttps?:\/\/[^\s<>"')\]]+|(?<=^|[\s(<"'])\/(?:signature-requests|r)\/[^\s<>"')\]]+/gi;
/** Words under a request's address that are no evidence id. */
const notEvidence = new Set(["evidence", "identification", "report", "callbacks", "attachments", "documents"]);
/** Characters that stand in addresses and markup, never in a title's single word. */
const addressCharacter = /[/\\%?#;@<>{}|^`\p{Cc}]/u;

function trimEnd(text: string): string {
  return text.replace(/[.,;:!)\]}>]+$/, "");
}

/** The place that one address names; "broken" where it should name one and does not. */
function readLink(address: string): Place | "broken" | null {
  const match = ourLink.exec(address.replace(/^https?:\/\/[^/]*/i, ""));
  if (!match) {
    const [id] = address.match(uuid) ?? [];
    return id ? { srId: id, evidenceId: null } : null;
  }
  const srId = trimEnd(match[1] ?? "");
  const evidenceId = trimEnd(match[2] ?? "");
  if (!isId(srId)) return "broken";
  const named = evidenceId !== "" && !notEvidence.has(evidenceId);
  if (named && !isId(evidenceId)) return "broken";
  return { srId, evidenceId: named ? evidenceId : null };
}

/** The same place once, the more precise address first; order of appearance kept. */
function gather(places: Place[]): Place[] {
  const kept: Place[] = [];
  for (const place of places) {
    if (kept.some((other) => other.srId === place.srId && other.evidenceId === place.evidenceId)) continue;
    kept.push(place);
  }
  return kept.filter(
    (place) =>
      place.evidenceId !== null || !kept.some((other) => other.srId === place.srId && other.evidenceId !== null),
  );
}

/** Reads what a person typed or pasted into the search box. Pure; nothing leaves the browser here. */
export function readQuery(input: string): Query {
  const text = input.trim();
  if (text === "") return { kind: "empty" };
  const found: Place[] = [];
  let broken = false;
  const rest = text.replaceAll(link, (address) => {
    const place = readLink(address);
    if (place === "broken") broken = true;
    else if (place) found.push(place);
    return " ";
  });
  for (const id of rest.match(uuid) ?? []) found.push({ srId: id, evidenceId: null });
  const places = gather(found);
  if (places.length > 0) return { kind: "places", places };
  if (broken) return { kind: "malformed", text };
  if (/[\r\n]/.test(text) || text.length > maxTitleLength) return { kind: "unread" };
  if (/\s/.test(text)) return { kind: "title", text };
  if (uuidAlone.test(text)) return { kind: "places", places: [{ srId: text, evidenceId: null }] };
  if (brokenUuid.test(text) || addressCharacter.test(text) || /^\.+$/.test(text)) return { kind: "malformed", text };
  return isId(text) ? { kind: "word", word: text } : { kind: "title", text };
}
