import * as z from "#lib/runtime/zod";
import { integrityFailureReasons } from "#lib/transparency-log/log-fault";

/** Responses of the access log, the history and the releases. */

const text = z.nullable(z.string());
const count = z.nullable(z.number());

/** Outcome of a release, shown at its first entry. The API sends another word of a tampered log as it is stored. */
export type ReleaseConclusion =
  | "whole"
  | "broken_off_by_provider"
  | "broken_off_by_client"
  | "broken_off_by_session_end"
  | "refused"
  | "open"
  | "assume_released";

/** Time of an entry: older than an entry before it, or after the server's clock. */
const timeAnomalySchema = z.enum(["before_previous", "in_future"]);
export type TimeAnomaly = z.infer<typeof timeAnomalySchema>;

/** Entries whose time contradicts the order or the clock, in order; `first` lists at most 20. */
const timeReportSchema = z.object({
  count: z.number(),
  toleranceMs: z.number(),
  first: z.array(z.object({ sequence: z.number(), anomaly: timeAnomalySchema, byMs: z.number() })),
});
export type TimeReport = z.infer<typeof timeReportSchema>;

/** A run of status polls, of which only the first and last have entries. `to` is null while it goes on. */
const pollsSchema = z.nullable(z.object({ count, from: z.string(), to: text }));

const checkpointSchema = z.nullable(z.object({ size: z.number(), at: z.string() }));

/**
 * One entry in API responses: `at` is ISO 8601 in UTC with milliseconds, `sequence` its number in its log. An access has the facts of
 * its outcome too.
 */
const entrySchema = z.object({
  log: z.number(),
  sequence: z.number(),
  at: z.string(),
  event: z.string(),
  person: z.nullable(z.object({ subject: z.string(), name: z.string(), role: z.string() })),
  purpose: text,
  ticket: text,
  requestId: text,
  address: text,
  srId: text,
  evidenceId: text,
  artefact: text,
  outcome: text,
  /** Null also for a tampered size that is not a number: the page must still show the log. */
  bytes: z.catch(count, null),
  sha256: text,
  detail: z.nullable(z.jsonObject),
  /** The content was erased; time, event and place in the log stay. */
  isErased: z.boolean(),
  /** Lower-case hex; null in format 1. */
  commitment: text,
  /** Format 1 only. */
  mac: text,
  /** Signed checkpoint of the commit that wrote this entry; null in format 1. */
  checkpoint: checkpointSchema,
  /** Null unless the entry starts a release. */
  conclusion: text,
  /** Entry that ended this access, with its own proof. */
  ending: z.nullable(
    z.object({
      sequence: z.number(),
      at: z.string(),
      detail: z.nullable(z.jsonObject),
      commitment: text,
      mac: text,
      checkpoint: checkpointSchema,
    }),
  ),
  /** A run of status polls; null for other entries. */
  polls: pollsSchema,
  timeAnomaly: z.nullable(timeAnomalySchema),
});
export type AuditEntryView = z.infer<typeof entrySchema>;

/**
 * Newest first. `nextBefore` is the `before` of the next page, or null at the end. `newest` is the number of the log's last entry, 0 if it is
 * empty. `logs` lists all logs, newest first.
 */
export const logPageSchema = z.object({
  items: z.array(entrySchema),
  hasMore: z.boolean(),
  nextBefore: count,
  log: z.number(),
  newest: z.number(),
  logs: z.array(z.object({ log: z.number(), origin: text })),
});
export type LogPage = z.infer<typeof logPageSchema>;

const accessSchema = z.object({
  log: z.number(),
  sequence: z.number(),
  at: z.string(),
  name: z.string(),
  purpose: text,
  ticket: text,
  /** status, record, files, token, verdict */
  artefact: text,
  conclusion: z.string(),
  bytes: z.catch(count, null),
  sha256: text,
  requestId: text,
  /** Null for a release. */
  polls: pollsSchema,
});
export type EvidenceAccess = z.infer<typeof accessSchema>;

const digestSchema = z.object({
  artefact: z.string(),
  /** Latest digest, its last release, and the start of its unchanged run of complete releases. */
  sha256: z.string(),
  bytes: z.catch(count, null),
  lastAt: z.string(),
  sinceAt: z.string(),
  releases: z.number(),
  /** Last release with a different digest, or null. */
  formerSha256: text,
  formerAt: text,
});
export type DigestHistory = z.infer<typeof digestSchema>;

/** Newest first. */
export const historySchema = z.object({
  items: z.array(accessSchema),
  digests: z.array(digestSchema),
  hasMore: z.boolean(),
  nextBefore: count,
});
export type History = z.infer<typeof historySchema>;

/** `evidenceId` is null if only the signature request was opened; `ticket` is of the latest access. */
const recentSchema = z.object({ srId: z.string(), evidenceId: text, at: z.string(), ticket: text });
export type RecentAccess = z.infer<typeof recentSchema>;
export const recentListSchema = z.object({ items: z.array(recentSchema) });

export const releaseSchema = z.object({
  requestId: z.string(),
  /** Sequence of the release's first log entry. */
  sequence: z.number(),
  artefact: text,
  srId: text,
  evidenceId: text,
  /** Null until the release ends. */
  outcome: text,
  bytes: z.catch(count, null),
  sha256: text,
});
export type ReleaseFacts = z.infer<typeof releaseSchema>;

const failureShape = { sequence: z.number(), reason: z.enum(integrityFailureReasons), detail: z.string() };

/** Responses of a hold and of its release; `logEntry` is the number of the first entry that says so. */
export const holdSchema = z.object({ hold: z.string(), logEntry: z.number(), entries: z.number() });
export const holdReleaseSchema = z.object({ hold: z.string(), logEntry: z.number() });

/**
 * One verified log; `origin` is null for the former log in format 1, whose `root` is the MAC of its last entry. `last` is the number of
 * its last entry, and `entries` counts those that are there.
 */
const logShape = {
  format: z.number(),
  origin: text,
  root: z.string(),
  entries: z.number(),
  first: z.number(),
  last: z.number(),
  erased: z.number(),
  pruned: z.number(),
  /** Stored checkpoints. */
  checkpoints: z.number(),
  /** Checkpoints from outside that agree. */
  brought: z.number(),
  fault: z.nullable(z.object(failureShape)),
};
const logVerificationSchema = z.object(logShape);
export type LogVerification = z.infer<typeof logVerificationSchema>;

export const verificationSchema = z.object({
  ...logShape,
  intact: z.boolean(),
  /** First failure of all logs, with its log. */
  fault: z.nullable(z.object({ ...failureShape, origin: text })),
  /** Logs before this one, newest first. */
  former: z.array(logVerificationSchema),
  /** Not a failure: times are those of the operator's clocks. */
  times: timeReportSchema,
  /** UTC milliseconds. */
  at: z.number(),
  durationMs: z.number(),
  storage: z.enum(["sqlite", "postgres"]),
  /** Risk of this storage; null on PostgreSQL with a separate owner. */
  warning: text,
  /** Newest key of the log, for third parties; null before the first entry. */
  verifierKey: text,
});
export type VerificationResponse = z.infer<typeof verificationSchema>;
export type VerificationResult = Omit<VerificationResponse, "storage" | "warning" | "verifierKey">;
