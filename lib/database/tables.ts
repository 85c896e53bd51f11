/** Every table of ours as kysely sees it; each room describes its own, in the columns that both databases know. */

/** One entry of the access log. Times are UTC milliseconds; `previous` and `mac` are lower-case hex. */
export type AuditEntryRow = {
  sequence: number;
  at: number;
  event: string;
  subject: string | null;
  name: string | null;
  role: string | null;
  purpose: string | null;
  ticket: string | null;
  request_id: string | null;
  address: string | null;
  sr_id: string | null;
  evidence_id: string | null;
  artefact: string | null;
  outcome: string | null;
  bytes: number | null;
  sha256: string | null;
  /** JSON object with sorted names, or null. */
  detail: string | null;
  key_id: string;
  format: number;
  previous: string;
  mac: string;
};

/** A signed statement of how far the log went. `reason` is `anchor` or `pruning`. */
export type AuditCheckpointRow = {
  sequence: number;
  reason: string;
  head: string;
  count: number;
  at: number;
  key_id: string;
  signature: string;
};

/** One fixed window of uses; `window_ends_at` is UTC milliseconds. */
export type LimitCounterRow = { key: string; count: number; window_ends_at: number };

/** A person opened this evidence; `seen_at` is UTC milliseconds. */
export type LimitEvidenceRow = { subject: string; evidence_id: string; seen_at: number };

/** A purpose confirmed in a session for one signature request. */
export type PurposeRow = {
  session_id: string;
  sr_id: string;
  ticket: string | null;
  purpose: string | null;
  confirmed_at: number;
};

export type Tables = {
  audit_entries: AuditEntryRow;
  audit_checkpoints: AuditCheckpointRow;
  limit_counters: LimitCounterRow;
  limit_evidence: LimitEvidenceRow;
  purposes: PurposeRow;
};

/** Tables that the runtime role may only read and append to. */
export const logTables = ["audit_entries", "audit_checkpoints"] as const satisfies readonly (keyof Tables)[];
