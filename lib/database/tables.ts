/** Tables as kysely sees them, in column types that both databases support. */

/** One entry of the former access log (format 1). Times are UTC milliseconds; `previous` and `mac` are lower-case hex. */
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

/** Signed checkpoint of format 1; `reason` is `anchor` or `pruning`. */
export type AuditCheckpointRow = {
  sequence: number;
  reason: string;
  head: string;
  count: number;
  at: number;
  key_id: string;
  signature: string;
};

/** A log of format 2; a restart begins another. Log 0 is not stored: it is the former log, in `audit_entries`. */
export type LogRow = { log: number; origin: string };

/** Columns by which entries are found. They repeat texts of the content, with which a verification compares them. */
export type LogSearchColumns = {
  subject: string | null;
  name: string | null;
  ticket: string | null;
  request_id: string | null;
  sr_id: string | null;
  evidence_id: string | null;
  artefact: string | null;
  outcome: string | null;
};

/** One entry of format 2. `at` is UTC milliseconds, `commitment` lower-case hex, `salt` base64. */
export type LogEntryRow = LogSearchColumns & {
  log: number;
  /** Counts from 0. */
  index: number;
  /** Version of the leaf. */
  v: number;
  at: number;
  event: string;
  commitment: string;
  salt: string | null;
  content: string | null;
};

/** 256 hashes of 32 bytes, and the root of their subtree. */
export type LogTileRow = { log: number; level: number; number: number; hashes: Uint8Array; root: Uint8Array };

/** Signed checkpoint of one commit; `root` is base64, and `note` the signed note. */
export type LogCheckpointRow = {
  log: number;
  size: number;
  size_before: number;
  at: number;
  root: string;
  note: string;
};

/** Fixed window; `window_ends_at` is UTC milliseconds. */
export type LimitCounterRow = { key: string; count: number; window_ends_at: number };

/** Access of a person to one evidence; `seen_at` is UTC milliseconds. */
export type LimitEvidenceRow = { subject: string; evidence_id: string; seen_at: number };

export type PurposeRow = {
  session_id: string;
  sr_id: string;
  ticket: string | null;
  purpose: string | null;
  confirmed_at: number;
};

/** Times are UTC milliseconds. */
export type SessionRow = {
  id: string;
  subject: string;
  name: string;
  email: string | null;
  /** Roles separated by a space. */
  roles: string;
  /** `demo` or `oidc`. */
  provider: string;
  started_at: number;
  /** Last action of the person; polls and session checks do not count. */
  last_act_at: number;
  ended_at: number | null;
  end_reason: string | null;
  /** When the identity provider last reported the roles. */
  roles_read_at: number;
  /** Earliest time of the next request to the identity provider; a replica moves it to claim that request. */
  next_read_at: number;
  /** The identity provider's tokens, encrypted under AUTH_SECRET; null after the session ends. */
  tokens: string | null;
  /** Names of the browser and its platform without versions; null if unknown, or for sessions of older versions. */
  browser: string | null;
  platform: string | null;
  /** The claim `sid` of the ID token; null if the identity provider sends none. */
  provider_session: string | null;
};

/**
 * Public key that was trusted, kept after its end; `source_sha256` is the SHA-256 (hex) of its URL, or of the source's name. Times are
 * UTC milliseconds. `source` is a setting, or `x5c` for keys of a certification path.
 */
export type TrustedKeyRow = {
  source_sha256: string;
  source: string;
  thumbprint: string;
  jwk: string;
  first_seen_at: number;
  last_seen_at: number;
  /** 1 or 0, because both databases support integers alike. */
  is_published: number;
};

/** Unmapped status word of the provider; the row `*` counts words not stored. `last_seen_at` is UTC milliseconds. */
export type StatusWordRow = { word: string; times_seen: number; last_seen_at: number };

/**
 * Release of a status that was recorded for a session, and the polls that followed it (lib/audit/poll-runs.ts). Times are UTC
 * milliseconds.
 */
export type StatusReleaseRow = {
  session_id: string;
  sr_id: string;
  evidence_id: string;
  released_at: number;
  /** `released` until the first poll; `opening` and `closing` while the run's entry is written. */
  state: "released" | "opening" | "open" | "closing" | "closed";
  polls: number;
  /** First poll, and last request. */
  first_at: number | null;
  last_at: number;
  /** How often the bytes differed from the previous ones; digest and size of the latest. */
  changes: number;
  sha256: string | null;
  bytes: number | null;
  /** Request ID of the run's opening entry. */
  request_id: string | null;
  /** The opening entry as JSON, for the closing one; null once it is written. */
  event: string | null;
  /** When a process began to write the closing entry. */
  claimed_at: number | null;
};

/**
 * What this installation knows of one evidence: codes, times and subjects, never a name, a value, a title or a file name.
 * Times are UTC milliseconds.
 */
export type EvidenceStateRow = {
  sr_id: string;
  evidence_id: string;
  /** Last state that was asked for; null before the first status. */
  state: string | null;
  /** When the provider reached it, and when the evidence expires, as its status says. */
  since_at: number | null;
  expires_at: number | null;
  asked_at: number | null;
  /** Code of the last conclusion, its tone, and the number of the file concerned in the archive's list (from 1). */
  conclusion: string | null;
  tone: string | null;
  file: number | null;
  concluded_at: number | null;
  concluded_by: string | null;
  /** The last opening by a person; the subject is null after this person's erasure. */
  opened_at: number;
  opened_by: string | null;
  /** Earliest time of the next background request; null without a failure. */
  refresh_at: number | null;
  /** State of its decisions, which never tells a blind outcome; null means undecided. */
  decision: string | null;
  /** Who recorded the newest decision; while a second review waits, the first reviewer. Null after this person's erasure. */
  decision_by: string | null;
  decided_at: number | null;
};

/**
 * One decision (lib/decision). `canonical` holds its content, which the digest in the log's entry covers; the columns beside it find
 * it. `position` counts from 1 for each evidence; `at` is UTC milliseconds.
 */
export type DecisionRow = {
  id: string;
  sr_id: string;
  evidence_id: string;
  position: number;
  at: number;
  subject: string;
  name: string;
  /** In the form in which accounts of one person are compared. */
  email: string | null;
  canonical: string;
  /** SHA-256 of `canonical`, lower-case hex. */
  sha256: string;
  /** JSON of the passkey's assertion, or null. */
  assertion: string | null;
  /** The log and the number of the entry that holds the digest. */
  log: number;
  log_entry: number;
};

/** A decision that its person has not confirmed yet; it is deleted when it is recorded. */
export type DecisionChallengeRow = {
  digest: string;
  subject: string;
  session_id: string;
  canonical: string;
  expires_at: number;
};

/**
 * Files that the server answered for a dossier that a person makes, found by the SHA-256 of its `dossier.json`. `content` is JSON of
 * `RememberedParts` (lib/dossier); `expires_at` is UTC milliseconds.
 */
export type DossierPartsRow = {
  sha256: string;
  subject: string;
  sr_id: string;
  evidence_id: string;
  content: string;
  expires_at: number;
};

/**
 * A person's request for several dossiers. `content` is JSON of `BatchOrder` (lib/dossier/several), and never changes; `email` is in the
 * form in which accounts of one person are compared. Times are UTC milliseconds.
 */
export type DossierBatchRow = {
  id: string;
  subject: string;
  name: string;
  email: string | null;
  content: string;
  /** SHA-256 of `content`, lower-case hex. */
  sha256: string;
  asked_at: number;
  expires_at: number;
  /** `waiting`, `confirmed`, `refused` or `withdrawn`. */
  state: string;
  answered_by: string | null;
  answered_name: string | null;
  answered_at: number | null;
};

/** A case of which a dossier was recorded under a confirmed request. */
export type DossierBatchCaseRow = { batch: string; sr_id: string; evidence_id: string; log_entry: number };

/**
 * A person's passkey (lib/passkey), also after it was revoked. `public_key` is the COSE key and `credential_id` the credential's ID, both
 * base64url; `counter` the authenticator's last signature counter; `transports` are separated by spaces. Times are UTC milliseconds.
 */
export type PasskeyRow = {
  /** First half of the SHA-256 of the credential ID, lower-case hex; entries of the log name it. */
  id: string;
  credential_id: string;
  subject: string;
  rp_id: string;
  public_key: string;
  counter: number;
  transports: string;
  name: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
};

/** The one challenge of a session that adds a passkey; it is deleted when it is used. */
export type PasskeyChallengeRow = { session_id: string; subject: string; challenge: string; expires_at: number };

/** What one person opened of one evidence, each at last; `verdict` is the last one of the token. Times are UTC milliseconds. */
export type EvidenceOpeningRow = {
  subject: string;
  sr_id: string;
  evidence_id: string;
  opened_at: number;
  record_at: number | null;
  files_at: number | null;
  verdict_at: number | null;
  verdict: string | null;
};

/** JSON of one person's preferences and saved views. */
export type PersonSettingsRow = { subject: string; preferences: string | null; views: string | null };

export type Tables = {
  audit_entries: AuditEntryRow;
  audit_checkpoints: AuditCheckpointRow;
  logs: LogRow;
  log_entries: LogEntryRow;
  log_tiles: LogTileRow;
  log_checkpoints: LogCheckpointRow;
  sessions: SessionRow;
  limit_counters: LimitCounterRow;
  limit_evidence: LimitEvidenceRow;
  purposes: PurposeRow;
  trusted_keys: TrustedKeyRow;
  status_words: StatusWordRow;
  status_releases: StatusReleaseRow;
  evidence_states: EvidenceStateRow;
  evidence_openings: EvidenceOpeningRow;
  person_settings: PersonSettingsRow;
  decisions: DecisionRow;
  decision_challenges: DecisionChallengeRow;
  dossier_parts: DossierPartsRow;
  dossier_batches: DossierBatchRow;
  dossier_batch_cases: DossierBatchCaseRow;
  passkeys: PasskeyRow;
  passkey_challenges: PasskeyChallengeRow;
};

/** Tables that the runtime role may only read and append to. */
export const logTables = [
  "decisions",
  "audit_entries",
  "audit_checkpoints",
  "logs",
  "log_entries",
  "log_tiles",
  "log_checkpoints",
] as const satisfies readonly (keyof Tables)[];
