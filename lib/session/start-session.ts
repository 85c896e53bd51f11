import "server-only";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent, recordUnauthenticated } from "#lib/audit/record-event";
import { withDatabase } from "#lib/database/with-deadline";
import { createSession, type NewSession } from "./session-store.ts";

/** What the access log says of the call that signed somebody in or out. */
export type AuthRequestContext = { requestId: string; address: string | null };

/** Who an entry about a sign-in speaks of, as far as that is known. */
export type AuthSubject = { subject: string; name: string; roles: readonly string[] };

const describe = ({ subject, name, roles }: AuthSubject) => ({ subject, name, role: roles.join(" ") });

/**
 * Records the sign-in, then begins the session.
 * @returns the id of the session's row
 * @throws ProblemError `audit_unavailable` when it cannot be recorded: then nobody is signed in
 */
export async function startSession(session: NewSession, trace: AuthRequestContext): Promise<string> {
  const { provider } = session;
  await recordEvent({
    ...emptyAuditEvent,
    ...trace,
    event: "sign_in",
    person: describe(session),
    detail: { provider },
  });
  return withDatabase(() => createSession(session));
}

/** Records a sign-in that was refused; `reason` is a short code. Those of nobody known are gathered per address and minute. */
export async function recordSignInFailure(
  person: AuthSubject | null,
  reason: string,
  trace: AuthRequestContext,
): Promise<void> {
  const who = person && describe(person);
  const refusal = { event: "sign_in_refused", person: who, outcome: "refused", detail: { reason } } as const;
  const entry = { ...emptyAuditEvent, ...trace, ...refusal };
  if (person === null) recordUnauthenticated(entry);
  else await recordEvent(entry);
}

/** Records that sign-in was closed after `allowed` failures. Those of nobody known are gathered per address and minute. */
export async function recordLimit(
  person: AuthSubject | null,
  allowed: number,
  trace: AuthRequestContext,
): Promise<void> {
  const detail = { limit: "failed_sign_ins", allowed };
  const limit = { event: "limit_exceeded", person: person && describe(person), outcome: "refused", detail } as const;
  const entry = { ...emptyAuditEvent, ...trace, ...limit };
  if (person === null) recordUnauthenticated(entry);
  else await recordEvent(entry);
}

/** Records that somebody signed out. */
export async function recordSignOut(person: AuthSubject, trace: AuthRequestContext): Promise<void> {
  await recordEvent({ ...emptyAuditEvent, ...trace, event: "sign_out", person: describe(person) });
}
