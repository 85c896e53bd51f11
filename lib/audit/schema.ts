import type { IntegrityFailure } from "#lib/transparency-log/log-fault";
import { type AuditActor, type AuditEventName, type AuditFacts, auditEvents } from "./model.ts";

/** What the audit page, the history and the API say of entries; plain data for both sides. */

/** How a release went, told at its first entry. */
export type Conclusion =
  | "whole"
  | "broken_off_by_provider"
  | "broken_off_by_client"
  | "refused"
  | "open"
  | "assume_released";

/** One entry as the API answers it: `at` is ISO 8601 in UTC with milliseconds. */
export type AuditEntryView = AuditFacts & {
  sequence: number;
  at: string;
  event: string;
  person: AuditActor | null;
  detail: Record<string, unknown> | null;
  keyId: string;
  format: number;
  previous: string;
  mac: string;
  /** For the start of a release alone: what is known of its end. */
  conclusion: Conclusion | null;
};

/** Newest first. `nextBefore` is the `before` of the next page, or null at the end. */
export type LogPage = { items: AuditEntryView[]; hasMore: boolean; nextBefore: number | null };

/** One opening of an evidence, for reviewers: who, when, why, what, and how it went. */
export type EvidenceAccess = {
  sequence: number;
  at: string;
  name: string;
  purpose: string | null;
  ticket: string | null;
  /** status, record, files, token, verdict */
  artefact: string | null;
  conclusion: Conclusion;
  bytes: number | null;
  sha256: string | null;
  requestId: string | null;
};

/** What the log knows of the digests of one artefact. */
export type DigestHistory = {
  artefact: string;
  /** The newest digest, when it was last released, and since when every whole release has had it. */
  sha256: string;
  bytes: number | null;
  lastAt: string;
  sinceAt: string;
  releases: number;
  /** The last release with other bytes, or null when there was none. */
  formerSha256: string | null;
  formerAt: string | null;
};

/** Newest first. */
export type History = {
  items: EvidenceAccess[];
  digests: DigestHistory[];
  hasMore: boolean;
  nextBefore: number | null;
};

/** A person's own look-up. `evidenceId` is null when only the signature request was opened. */
export type RecentAccess = { srId: string; evidenceId: string | null; at: string };

/** What a verification says; shown on the page, written into exports, printed by the command line tool. */
export type VerificationResult = {
  intact: boolean;
  /** Entries that were read and are good, and the first and last sequence of the log; zeros for an empty one. */
  entries: number;
  first: number;
  last: number;
  /** MAC of the last good entry. */
  head: string;
  /** Checkpoints compared: those stored with the log and those brought along. */
  checkpoints: number;
  fault: IntegrityFailure | null;
  /** UTC milliseconds, and how long it took. */
  at: number;
  durationMs: number;
};

/** A verification with what an auditor needs to judge it: where the log lives, and who signs its checkpoints. */
export type VerificationAnswer = VerificationResult & {
  storage: "sqlite" | "postgres";
  /** What this storage cannot protect from, in words; null on PostgreSQL with an owner of its own. */
  warning: string | null;
  /** Ed25519, raw, base64url. */
  publicKeys: { keyId: string; publicKey: string }[];
};

/** What an auditor asks for. Texts are empty, times and `before` null where they do not apply. */
export type LogFilter = {
  /** Subject, or a part of the name. */
  person: string;
  /** Signature request or request id. */
  request: string;
  evidence: string;
  ticket: string;
  event: AuditEventName | "";
  /** UTC milliseconds, inclusive; `to` exclusive. */
  from: number | null;
  to: number | null;
  /** Only entries with a smaller sequence. */
  before: number | null;
  limit: number;
};

export const defaultPageSize = 50;
const maxPageSize = 200;
const maxText = 256;

export const emptyFilter: LogFilter = {
  person: "",
  request: "",
  evidence: "",
  ticket: "",
  event: "",
  from: null,
  to: null,
  before: null,
  limit: defaultPageSize,
};

/** A filter that cannot be read; the message names it. */
export class FilterError extends Error {
  override readonly name = "FilterError";
}

function readTime(name: string, text: string | null): number | null {
  if (!text) return null;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new FilterError(`"${name}" must be a time like 2026-11-23T10:00Z, or a date.`);
  return time;
}

function readCount(name: string, text: string | null, max: number): number | null {
  if (!text) return null;
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1 || count > max)
    throw new FilterError(`"${name}" must be a whole number from 1 to ${max}.`);
  return count;
}

/** @throws FilterError naming the parameter that cannot be read */
export function parseFilter(parameters: URLSearchParams): LogFilter {
  const text = (name: string) => {
    const value = (parameters.get(name) ?? "").trim();
    if (value.length > maxText) throw new FilterError(`"${name}" may have ${maxText} characters at most.`);
    return value;
  };
  const event = text("event");
  const isKnown = (name: string): name is AuditEventName => (auditEvents as readonly string[]).includes(name);
  if (event !== "" && !isKnown(event)) throw new FilterError('"event" is not an event of the access log.');
  return {
    person: text("person"),
    request: text("request"),
    evidence: text("evidence"),
    ticket: text("ticket"),
    event: isKnown(event) ? event : "",
    from: readTime("from", parameters.get("from")),
    to: readTime("to", parameters.get("to")),
    before: readCount("before", parameters.get("before"), Number.MAX_SAFE_INTEGER),
    limit: readCount("limit", parameters.get("limit"), maxPageSize) ?? defaultPageSize,
  };
}

/** The query of an address for a filter; what is empty is left out. */
export function formatFilter(filter: LogFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of ["person", "request", "evidence", "ticket", "event"] as const)
    if (filter[name]) parameters.set(name, filter[name]);
  for (const name of ["from", "to"] as const) {
    const time = filter[name];
    if (time !== null) parameters.set(name, new Date(time).toISOString());
  }
  if (filter.before !== null) parameters.set("before", String(filter.before));
  if (filter.limit !== defaultPageSize) parameters.set("limit", String(filter.limit));
  return parameters;
}
