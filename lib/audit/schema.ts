import type { IntegrityFailure } from "#lib/transparency-log/log-fault";
import type { AuditActor, AuditFacts } from "./model.ts";

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
