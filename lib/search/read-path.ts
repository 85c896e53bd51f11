import { artefacts, evidenceTabs, isId, segments } from "#lib/paths";
import type { TicketTarget } from "./findings.ts";

/** Result of a path: a target, `malformed` if its ID is invalid, or null. */
export type PathReading = { target: TicketTarget; isOwnForm: boolean } | "malformed" | null;

/** Pages and parts below a URL that are never an evidence ID. */
const notEvidence = new Set<string>([
  segments.evidence,
  ...evidenceTabs,
  ...artefacts,
  ..."identification verdict decisions dossiers json jwt report documents attachments callbacks".split(" "),
]);
const longName = new RegExp(`^${segments.signatureRequests}$`, "i");
const shortName = new RegExp(`^(?:${segments.short}|view|sign)$`, "i");
const evidenceName = new RegExp(`^(?:${segments.evidence}|identification)$`, "i");
const uuidSegment = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z-])/i;
/** Hyphenated hexadecimal groups near a UUID's length: a UUID with lost digits. */
export const brokenUuid = /^(?=.{20,45}$)[0-9a-f]+(?:-[0-9a-f]+){3,}$/i;
/** A truncated or altered UUID; eight decimal digits and a number may be an ID. */
const cutUuid = /^(?:(?=.*[a-f])[0-9a-f]{8}-[0-9a-f]{0,4}$|[0-9a-f]{8}-[0-9a-f]{4}-)/i;
/** Text allowed after an ID in a path. `=`, an ellipsis and others mean that the ID continues or was cut. */
const idEnd = /^(?:$|[\s,;:!$*+'"?#]|&(?:amp;)?[a-z][\w.-]{0,30}=|(?![\0-\x7f\u2026])[\p{P}\p{Lo}])/iu;

/** Returns a segment's leading ID; "" if empty; null if invalid or cut. */
function readSegment(segment: string, isLast: boolean): string | null {
  const [uuid] = uuidSegment.exec(segment) ?? [];
  if (uuid) return uuid.toLowerCase();
  const [word = ""] = /^[A-Za-z0-9._~-]+/.exec(segment) ?? [];
  const rest = segment.slice(word.length);
  const id = isLast ? word.replace(/\.$|[_~]+$/, "") : word;
  if (segment === "") return "";
  const isCut =
    !idEnd.test(rest) || /__(?:\.|$)/.test(word) || (isLast && rest === "" && /[-.]$/.test(id) && /[^.]/.test(id));
  return isCut || !isId(id) || brokenUuid.test(id) || cutUuid.test(id) ? null : id;
}

/**
 * Reads a decoded path: `/signature-requests/{sr}` with `/evidence/{id}` or `/identification/{id}`, `/r/{sr}/{id}`.
 * On Skribble's hosts `/view/{sr}` and `/sign/{sr}` accept any ID.
 */
export function readPath(path: string, isSkribble: boolean): PathReading {
  const parts = path.split("/", 64);
  const long = parts.findIndex((segment) => longName.test(segment));
  const short = long < 0 ? parts.findIndex((segment) => shortName.test(segment)) : long;
  const segment = parts[short + 1];
  if (short < 0 || segment === undefined) return null;
  const srId = readSegment(segment, short + 2 === parts.length);
  if (srId === "") return null;
  const isUuid = uuidSegment.test(segment);
  const isShort = parts[short]?.toLowerCase() === segments.short;
  if (long < 0 && !isShort && !isUuid && !isSkribble) return null;
  if (srId === null) return long >= 0 || isShort ? "malformed" : null;

  const below = parts.slice(short + 2);
  const marked = long >= 0 && evidenceName.test(below[0] ?? "") ? below.slice(1) : [];
  const [candidate, tab = "", ...deeper] = isShort ? below : marked;
  const isExact = long >= 0 || (deeper.length === 0 && (tab === "" || notEvidence.has(tab.toLowerCase())));
  const target = { srId, evidenceId: null };
  if (candidate === undefined || !isExact || notEvidence.has(candidate.toLowerCase())) {
    return { target, isOwnForm: long >= 0 || isUuid };
  }
  const evidenceId = readSegment(candidate, candidate === parts.at(-1));
  const [word = ""] = /^[A-Za-z0-9._~-]*/.exec(candidate) ?? [];
  if (evidenceId === null && word !== "" && !isId(word)) return "malformed";
  return { target: { srId, evidenceId: evidenceId || null }, isOwnForm: long >= 0 || isUuid };
}
