import { findTicket } from "./find-ticket.ts";
import { parseSearchInput } from "./parse-search-input.ts";

/** One part of a text; `isMarked` if an ID, a link or the ticket was recognised in it. */
export type MarkedPart = { text: string; isMarked: boolean };

/** Longer texts are not marked while one types. Characters. */
export const maxMarkedLength = 20_000;

type Range = [from: number, to: number];

/** Characters that end a link in a ticket's text. */
const linkEnd = /[\s<>"'()[\]{}|]/;
const trailing = /[.,;:!?]+$/;

/** Widens an ID to the link that it stands in. */
function toLink(text: string, [from, to]: Range): Range {
  let [first, last] = [from, to];
  while (first > 0 && !linkEnd.test(text[first - 1] ?? "")) first -= 1;
  while (last < text.length && !linkEnd.test(text[last] ?? "")) last += 1;
  const word = text.slice(first, last);
  const at = word.search(/https?:\/\//i);
  if (at < 0 || first + at > from) return [from, to];
  return [first + at, Math.max(to, last - (trailing.exec(word)?.[0].length ?? 0))];
}

function rangesOf(text: string, words: readonly string[]): Range[] {
  const plain = text.toLowerCase();
  // Some letters change their length; positions would be off.
  if (plain.length !== text.length) return [];
  const found: Range[] = [];
  for (const word of words)
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
  return found;
}

/**
 * Splits a text where IDs, links and the ticket were recognised in it; an ID that is encoded or broken is recognised, but
 * not marked. Works in the browser; sends nothing. @param ownHost host and port of this page
 */
export function markRecognised(text: string, ownHost: string): MarkedPart[] {
  if (text.length > maxMarkedLength) return [{ text, isMarked: false }];
  const query = parseSearchInput(text, ownHost);
  if (query.kind !== "ids") return [{ text, isMarked: false }];
  const ids = query.ids.flatMap(({ srId, evidenceId }) => (evidenceId === null ? [srId] : [srId, evidenceId]));
  const ticket = findTicket(text);
  const ranges = rangesOf(
    text,
    ids.map((id) => id.toLowerCase()),
  ).map((range) => toLink(text, range));
  if (ticket !== null) ranges.push(...rangesOf(text, [ticket.toLowerCase()]));
  const parts: MarkedPart[] = [];
  let at = 0;
  for (const [from, to] of ranges.toSorted(([one, end], [other, otherEnd]) => one - other || otherEnd - end)) {
    if (from < at) continue;
    if (from > at) parts.push({ text: text.slice(at, from), isMarked: false });
    parts.push({ text: text.slice(from, to), isMarked: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMarked: false });
  return parts;
}
