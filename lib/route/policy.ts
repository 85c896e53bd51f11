import type { AuditDetail, AuditEventName, AuditFacts } from "#lib/audit/model";
import type { Artefact } from "#lib/paths";
import type { Person, Role } from "#lib/person";
import type { Purpose } from "#lib/purpose/schema";
import type { ReleaseOutcome } from "#lib/release/outcome";

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
  /** Writes one more durable entry for this request. @throws ProblemError `audit_unavailable` */
  recordStep(facts: Partial<AuditFacts> & { detail: AuditDetail }): Promise<void>;
};

/** Declares a route handler's checks; `protectedRoute` enforces them. */
export type RoutePolicy = {
  roles: readonly Role[];
  event: AuditEventName | ((request: Request) => AuditEventName);
  /** The released artefact; it requires a purpose (if configured) and consumes quota. */
  artefact?: Artefact | "verdict" | "report";
  method?: "GET" | "POST" | "DELETE";
  /** The handler writes the entry of `event` itself, once its effect is certain. */
  recordsItself?: true;
  /** Reads the evidence IDs from the body if the address has none; such requests consume quota too. */
  ids?: (request: Request) => Promise<{ srId: string; evidenceId: string }>;
  /** Reads the access log: counts against the log's rate limit; one scan (the whole log) per person runs at a time. */
  reads?: "log" | "whole_log";
  /** False for automatic requests (polls), which never extend the idle timeout; status requests never do. */
  isAct?: boolean;
  purpose?: (request: Request) => Promise<Purpose>;
  detail?: (request: Request) => AuditDetail | Promise<AuditDetail>;
};
