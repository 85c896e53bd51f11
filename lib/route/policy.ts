import type { AuditDetail, AuditEventName, AuditFacts } from "#lib/audit/model";
import type { CompletedEvent, RecordedWork } from "#lib/audit/record-together";
import type { Artefact } from "#lib/paths";
import type { Person, Role } from "#lib/person";
import type { Purpose } from "#lib/purpose/schema";
import type { ReleaseOutcome } from "#lib/release/outcome";

/** `event` only where it differs from the policy's. */
export type StepFacts = Partial<AuditFacts> & { event?: AuditEventName; detail: AuditDetail };

/** Facts that depend on rows of the transaction that records them. */
export type CompletedFacts = (...of: Parameters<CompletedEvent>) => Promise<StepFacts>;

/** A request that passed every check and whose log entry is durable. */
export type AuthorizedRequest = {
  person: Person;
  /** IDs from the address, or from the body for routes with `ids`; each checked with `isId`. */
  params: Record<string, string>;
  request: Request;
  requestId: string;
  /** Aborts when the client disconnects, and when the session ends or loses the roles of the policy. */
  signal: AbortSignal;
  /** Ends this scan; call it when its last entry has been read. Does nothing for other routes. */
  endScan(): Promise<void>;
  /** Writes the outcome entry; await it before the last byte leaves. @throws ProblemError `audit_unavailable` */
  recordOutcome(outcome: ReleaseOutcome): Promise<void>;
  /** Writes one more durable entry for this request. @returns its number. @throws ProblemError `audit_unavailable` */
  recordStep(facts: StepFacts): Promise<{ sequence: number }>;
  /** Writes the entry and other rows in one transaction: both, or none. @throws what `work` throws, ProblemError `audit_unavailable` */
  recordTogether<Result>(facts: StepFacts | CompletedFacts, work: RecordedWork<Result>): Promise<Result>;
};

/**
 * Personal data in a route's response. It decides which limit counts the request, and which confirmed purpose it needs where
 * purposes are required. Evidence IDs of counted requests count against the daily limit too.
 */
export const personalDataKinds = {
  /** One signature request, its evidence, or who opened it. */
  request: { limit: "requests", purpose: "request" },
  /** Lists and searches of signature requests. */
  requests: { limit: "requests", purpose: "lists" },
  /** The person's own accesses. */
  own_accesses: { limit: "requests", purpose: null },
  /** Counts, names of fields and kinds of values of evidence that the server reads. */
  shapes: { limit: "requests", purpose: null },
  /** What persons decided, with their notes, and dossiers that wait for another person. */
  decisions: { limit: "requests", purpose: null },
  /** Entries of the access log. */
  log: { limit: "log", purpose: null },
  /** The whole access log: one such scan per person runs at a time. */
  whole_log: { limit: "log", purpose: null },
  none: { limit: null, purpose: null },
} as const satisfies Record<string, { limit: "requests" | "log" | null; purpose: "request" | "lists" | null }>;
export type PersonalDataKind = keyof typeof personalDataKinds;

/** Declares a route handler's checks; `protectedRoute` enforces them. */
export type RoutePolicy = {
  roles: readonly Role[];
  /** Every route states it; `e2e/limits.integration.test.ts` requests each. */
  personalData: PersonalDataKind;
  event: AuditEventName | ((request: Request) => AuditEventName);
  /** The released artefact, whose outcome is recorded. */
  artefact?: Artefact | "verdict" | "report";
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** The handler writes the entry of `event` itself, once its effect is certain. */
  recordsItself?: true;
  /** Reads the evidence IDs from the body if the address has none. */
  ids?: (request: Request) => Promise<{ srId: string; evidenceId: string }>;
  /** False for automatic requests (polls), which never extend the idle timeout; status requests never do. */
  isAct?: boolean;
  purpose?: (request: Request) => Promise<Purpose>;
  detail?: (request: Request) => AuditDetail | Promise<AuditDetail>;
};
