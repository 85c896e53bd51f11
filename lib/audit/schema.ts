import type { IntegrityFailure } from "#lib/transparency-log/log-fault";
import { type AuditActor, type AuditEventName, type AuditFacts, auditEvents } from "./model.ts";

/** Plain data that the audit page, the history and the API share. */

/** Outcome of a release, shown at its first entry. */
export type Conclusion =
  | "whole"
  | "broken_off_by_provider"
  | "broken_off_by_client"
  | "refused"
  | "open"
  | "assume_released";

/** One entry in API responses: `at` is ISO 8601 in UTC with milliseconds. */
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
  /** Null unless the entry starts a release. */
  conclusion: Conclusion | null;
};

/** Newest first. `nextBefore` is the `before` of the next page, or null at the end. */
export type LogPage = { items: AuditEntryView[]; hasMore: boolean; nextBefore: number | null };

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

export type DigestHistory = {
  artefact: string;
  /** Latest digest, its last release, and the start of its unchanged run of complete releases. */
  sha256: string;
  bytes: number | null;
  lastAt: string;
  sinceAt: string;
  releases: number;
  /** Last release with a different digest, or null. */
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

/** `evidenceId` is null if only the signature request was opened. */
export type RecentAccess = { srId: string; evidenceId: string | null; at: string };

export type VerificationResult = {
  intact: boolean;
  /** Verified entries, and first and last sequence of the log; zeros for an empty log. */
  entries: number;
  first: number;
  last: number;
  /** MAC of the last verified entry. */
  head: string;
  /** Checkpoints compared, both stored and supplied. */
  checkpoints: number;
  fault: IntegrityFailure | null;
  /** UTC milliseconds. */
  at: number;
  durationMs: number;
};

export type VerificationResponse = VerificationResult & {
  storage: "sqlite" | "postgres";
  /** Risk of this storage; null on PostgreSQL with a separate owner. */
  warning: string | null;
  /** Ed25519, raw, base64url. */
  publicKeys: { keyId: string; publicKey: string }[];
};

/** Empty strings and nulls do not filter. */
export type LogFilter = {
  /** Subject, or part of the name. */
  person: string;
  /** ID of a signature request or of a request. */
  request: string;
  evidence: string;
  ticket: string;
  event: AuditEventName | "";
  /** UTC milliseconds; `from` inclusive, `to` exclusive. */
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

/** Invalid filter; the message names the parameter. */
export class FilterError extends Error {
  override readonly name = "FilterError";
}

function readTime(name: string, text: string | null): number | null {
  if (!text) return null;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new FilterError(`Invalid "${name}" in the query. Use a date or a time such as 2026-11-23T10:00Z.`);
  return time;
}

function readCount(name: string, text: string | null, max: number): number | null {
  if (!text) return null;
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1 || count > max)
    throw new FilterError(`Invalid "${name}" in the query. Use a whole number from 1 to ${max}.`);
  return count;
}

export function parseFilter(parameters: URLSearchParams): LogFilter {
  const text = (name: string) => {
    const value = (parameters.get(name) ?? "").trim();
    if (value.length > maxText)
      throw new FilterError(`"${name}" in the query is too long. Use at most ${maxText} characters.`);
    return value;
  };
  const event = text("event");
  const isKnown = (name: string): name is AuditEventName => (auditEvents as readonly string[]).includes(name);
  if (event !== "" && !isKnown(event))
    throw new FilterError('Unknown "event" in the query. Use the name of an event of the access log.');
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
