import { formatCanonicalObject } from "#lib/transparency-log/canonical-json";

/** Closed list: the log rejects any other event. */
export const auditEvents = [
  "sign_in",
  "sign_in_refused",
  "sign_out",
  "session_ended",
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
  "refused",
  "erasure",
  "hold",
  "hold_released",
  "log_started",
  "batch",
  "print",
  "compare",
  "decision",
  "dossier",
  "dossier_batch",
  "setting_changed",
  "state_refresh",
] as const;
export type AuditEventName = (typeof auditEvents)[number];

/** Short facts of one event, such as a count; never evidence content, a token or search text. */
export type AuditDetail = { readonly [name: string]: string | number | boolean | null };

/** `role` lists the person's roles, separated by spaces. */
export type AuditActor = { subject: string; name: string; role: string };

/** Facts of an event besides its actor; null where a field does not apply. */
export type AuditFacts = {
  purpose: string | null;
  ticket: string | null;
  requestId: string | null;
  /** Client address, as the server determined it. */
  address: string | null;
  srId: string | null;
  evidenceId: string | null;
  artefact: string | null;
  outcome: string | null;
  /** Number of released bytes. */
  bytes: number | null;
  /** SHA-256 of the released bytes, lower-case hex. */
  sha256: string | null;
};

export type AuditEvent = AuditFacts & {
  event: AuditEventName;
  person: AuditActor | null;
  detail?: AuditDetail | null;
};

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
  /** JSON object with sorted names, or null. */
  detail: string | null;
  /** `id` of the `AuditKey` that computed `mac`. */
  keyId: string;
  /** Version of the canonical JSON. */
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

/** Makes text storable in both databases: replaces NUL and lone surrogates, and cuts it to `maxLength`. */
export function cleanText(text: string | null, maxLength: number): string | null {
  if (text === null) return null;
  const wellFormed = text.replaceAll("\0", "\u{fffd}").slice(0, maxLength);
  return wellFormed.toWellFormed();
}

/** Cuts texts to their limits. @returns canonical JSON (RFC 8785), or null without names */
export function formatDetail(detail: AuditDetail | null | undefined): string | null {
  const names = Object.keys(detail ?? {});
  if (!detail || names.length === 0) return null;
  const members = names.map((name) => {
    const value = detail[name] ?? null;
    return [cleanText(name, 64), typeof value === "string" ? cleanText(value, 1000) : value];
  });
  return formatCanonicalObject(Object.fromEntries(members));
}

/** Fields of an entry before it gets a sequence and a MAC. */
export type UnsignedEntry = Omit<AuditEntry, "sequence" | "keyId" | "format" | "previous" | "mac">;

/** @throws TypeError for an unlisted event, or a size that is not a whole number */
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
