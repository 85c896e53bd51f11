/** The access log's words: the closed list of events, one entry, and what a caller says when it records one. */

/** Every event the log knows; the log takes no other. */
export const auditEvents = [
  "sign_in",
  "sign_in_refused",
  "sign_out",
  "denied",
  "search",
  "list_read",
  "request_read",
  "release",
  "release_outcome",
  "verdict",
  "status_poll",
  "report",
  "connection_check",
  "export",
  "log_read",
  "verification",
  "purpose_confirmed",
  "key_rotation",
  "pruning",
  "limit_exceeded",
  "trust_change",
  "path_check",
] as const;
export type AuditEventName = (typeof auditEvents)[number];

/** Small facts of one event (a verdict's reason, a count): never evidence content, never a token, never search text. */
export type AuditDetail = { readonly [name: string]: string | number | boolean | null };

/** Who acted, as the entry keeps it. `role` lists the person's roles, separated by a space. */
export type AuditActor = { subject: string; name: string; role: string };

/** What an entry says of an event beside who acted; null where a field does not apply. */
export type AuditFacts = {
  purpose: string | null;
  ticket: string | null;
  requestId: string | null;
  /** The peer's, as the server knows it. */
  address: string | null;
  srId: string | null;
  evidenceId: string | null;
  artefact: string | null;
  outcome: string | null;
  /** Size of what was released. */
  bytes: number | null;
  /** SHA-256 of what was released, lower-case hex. */
  sha256: string | null;
};

/** What a caller records. */
export type AuditEvent = AuditFacts & {
  event: AuditEventName;
  person: AuditActor | null;
  detail?: AuditDetail | null;
};

/** An input of which only the event matters, to be filled in with what applies. */
export const emptyAuditEvent = {
  person: null,
  purpose: null,
  ticket: null,
  requestId: null,
  address: null,
  srId: null,
  evidenceId: null,
  artefact: null,
  outcome: null,
  bytes: null,
  sha256: null,
  detail: null,
} as const satisfies Omit<AuditEvent, "event">;

/** One stored entry. `at` is UTC milliseconds; `previous` and `mac` are lower-case hex. */
export type AuditEntry = AuditFacts & {
  sequence: number;
  at: number;
  event: string;
  subject: string | null;
  name: string | null;
  role: string | null;
  /** JSON object with its names in order, or null. */
  detail: string | null;
  /** Names the key of `mac`; see `keyIdOf`. */
  keyId: string;
  /** Version of the canonical form. */
  format: number;
  previous: string;
  mac: string;
};

const maxLengths = {
  subject: 256,
  name: 256,
  role: 128,
  purpose: 200,
  ticket: 200,
  requestId: 128,
  address: 64,
  srId: 128,
  evidenceId: 128,
  artefact: 64,
  outcome: 64,
  sha256: 64,
} as const;

/** Text as both databases store it without change: no NUL, no half of a surrogate pair, no more than the column's share. */
export function cleanText(text: string | null, maxLength: number): string | null {
  if (text === null) return null;
  const wellFormed = text.replaceAll("\0", "\u{fffd}").slice(0, maxLength);
  return wellFormed.toWellFormed();
}

/** Names sorted, texts cleaned and capped; null when there is nothing to say. */
export function formatDetail(detail: AuditDetail | null | undefined): string | null {
  const names = Object.keys(detail ?? {}).sort();
  if (!detail || names.length === 0) return null;
  const entries = names.map((name) => {
    const value = detail[name] ?? null;
    return [cleanText(name, 64), typeof value === "string" ? cleanText(value, 1000) : value];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/** The fields that are the same for a stored entry and for the input it came from. */
export type UnsignedEntry = Omit<AuditEntry, "sequence" | "keyId" | "format" | "previous" | "mac">;

/**
 * What will be stored of an input, before it has a place in the chain.
 * @param at UTC milliseconds
 * @throws TypeError for an event that is not on the list, or a size that is no whole number
 */
export function parseInput(input: AuditEvent, at: number): UnsignedEntry {
  if (!auditEvents.includes(input.event)) throw new TypeError("An audit event must be on the closed list.");
  if (input.bytes !== null && !(Number.isSafeInteger(input.bytes) && input.bytes >= 0))
    throw new TypeError("The size of a release must be a whole number of bytes.");
  const text = (name: keyof typeof maxLengths, value: string | null) => cleanText(value, maxLengths[name]);
  return {
    at,
    event: input.event,
    subject: text("subject", input.person?.subject ?? null),
    name: text("name", input.person?.name ?? null),
    role: text("role", input.person?.role ?? null),
    purpose: text("purpose", input.purpose),
    ticket: text("ticket", input.ticket),
    requestId: text("requestId", input.requestId),
    address: text("address", input.address),
    srId: text("srId", input.srId),
    evidenceId: text("evidenceId", input.evidenceId),
    artefact: text("artefact", input.artefact),
    outcome: text("outcome", input.outcome),
    bytes: input.bytes,
    sha256: text("sha256", input.sha256),
    detail: formatDetail(input.detail),
  };
}
