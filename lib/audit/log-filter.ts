import { canonicalId, parameters } from "#lib/paths";
import { type AuditEventName, auditEvents } from "./model.ts";

/** Empty strings and nulls do not filter. */
export type LogFilter = {
  /** Subject, or part of the name. */
  person: string;
  /** ID of a signature request or of a request. */
  request: string;
  evidence: string;
  /** Any part of the ID of a signature request or of evidence, or a whole request ID; `minPart` characters or more. */
  part: string;
  ticket: string;
  event: AuditEventName | "";
  /** UTC milliseconds; `from` inclusive, `to` exclusive. */
  from: number | null;
  to: number | null;
  /** Number of the log; null is the current one, 0 the former log in format 1. */
  log: number | null;
  /** Only entries with a smaller number. */
  before: number | null;
  limit: number;
};

export const defaultPageSize = 50;
const maxPageSize = 200;
const maxText = 256;
/** Shorter parts of an ID would find almost every entry. */
export const minPart = 4;

export const emptyFilter: LogFilter = {
  person: "",
  request: "",
  evidence: "",
  part: "",
  ticket: "",
  event: "",
  from: null,
  to: null,
  log: null,
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

export function parseFilter(query: URLSearchParams): LogFilter {
  const { person, request, evidence, part, ticket, event, from, to, log, before, limit } = parameters;
  const text = (name: string) => {
    const value = (query.get(name) ?? "").trim();
    if (value.length > maxText) throw new FilterError(`"${name}" may have ${maxText} characters at most.`);
    return value;
  };
  const ofId = text(part);
  if (ofId !== "" && ofId.length < minPart) throw new FilterError(`"${part}" must have ${minPart} characters or more.`);
  const wanted = text(event);
  const isKnown = (name: string): name is AuditEventName => (auditEvents as readonly string[]).includes(name);
  if (wanted !== "" && !isKnown(wanted)) throw new FilterError(`"${event}" is not an event of the access log.`);
  return {
    person: text(person),
    request: canonicalId(text(request)),
    evidence: canonicalId(text(evidence)),
    part: ofId,
    ticket: text(ticket),
    event: isKnown(wanted) ? wanted : "",
    from: readTime(from, query.get(from)),
    to: readTime(to, query.get(to)),
    log: query.get(log) === "0" ? 0 : readCount(log, query.get(log), 1_000_000),
    before: readCount(before, query.get(before), Number.MAX_SAFE_INTEGER),
    limit: readCount(limit, query.get(limit), maxPageSize) ?? defaultPageSize,
  };
}

export function formatFilter(filter: LogFilter): URLSearchParams {
  const { person, request, evidence, part, ticket, event, from, to, log, before, limit } = parameters;
  const query = new URLSearchParams();
  for (const name of [person, request, evidence, part, ticket, event]) if (filter[name]) query.set(name, filter[name]);
  for (const name of [from, to]) {
    const time = filter[name];
    if (time !== null) query.set(name, new Date(time).toISOString());
  }
  if (filter.log !== null) query.set(log, String(filter.log));
  if (filter.before !== null) query.set(before, String(filter.before));
  if (filter.limit !== defaultPageSize) query.set(limit, String(filter.limit));
  return query;
}
