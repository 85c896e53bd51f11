import type { AuditDetail, AuditEventName, AuditFacts } from "#lib/audit/model";
import type { Artefact } from "#lib/paths";
import type { Person, Role } from "#lib/person";
import type { Purpose } from "#lib/purpose/store";
import type { ReleaseOutcome } from "#lib/release/outcome";

/** One call after every check has passed and its entry is durable. */
export type AuthorizedRequest = {
  person: Person;
  /** Ids of the address, or of the body for doors with `ids`; each checked with `isId`. */
  params: Record<string, string>;
  request: Request;
  requestId: string;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
  /** Writes the outcome entry; only after it resolved may the last byte leave. @throws ProblemError `audit_unavailable` */
  recordOutcome(outcome: ReleaseOutcome): Promise<void>;
  /** Writes one more entry of this call with these facts, durable when it resolves. @throws ProblemError `audit_unavailable` */
  recordStep(facts: Partial<AuditFacts> & { detail: AuditDetail }): Promise<void>;
};

/** What a route says of itself; `reviewerRoute` does the rest. */
export type RoutePolicy = {
  roles: readonly Role[];
  event: AuditEventName | ((request: Request) => AuditEventName);
  /** Names what is released. Doors with an artefact need a purpose where one is required, and count against the limits. */
  artefact?: Artefact | "verdict" | "report";
  method?: "GET" | "POST";
  /** Reads the evidence that the body names, where the address has no ids. Such calls count against the limits, too. */
  ids?: (request: Request) => Promise<{ srId: string; evidenceId: string }>;
  /** False for what runs by itself (polls): it never moves the idle end of the session. Status never does. */
  isAct?: boolean;
  /** The purpose that this very call confirms, for its entry. */
  purpose?: (request: Request) => Promise<Purpose>;
  /** Facts for the entry that are known before the work. */
  detail?: (request: Request) => AuditDetail | Promise<AuditDetail>;
};
