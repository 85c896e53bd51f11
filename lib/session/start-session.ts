import "server-only";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent, recordUnauthenticated } from "#lib/audit/record-event";
import { withDatabase } from "#lib/database/with-deadline";
import { createSession, type NewSession } from "./session-store.ts";

export type AuthRequestContext = { requestId: string; address: string | null };

export type AuthSubject = { subject: string; name: string; roles: readonly string[] };

const describe = ({ subject, name, roles }: AuthSubject) => ({ subject, name, role: roles.join(" ") });

/** @throws ProblemError `audit_unavailable` if recording the sign-in fails; then no session starts */
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

/** Records a rejected sign-in with a short reason code. Counts unknown accounts per address and minute. */
export async function recordSignInFailure(
  person: AuthSubject | null,
  reason: string,
  trace: AuthRequestContext,
): Promise<void> {
  const actor = person && describe(person);
  const refusal = { event: "sign_in_refused", person: actor, outcome: "refused", detail: { reason } } as const;
  const entry = { ...emptyAuditEvent, ...trace, ...refusal };
  if (person === null) recordUnauthenticated(entry);
  else await recordEvent(entry);
}

/** Records a block after `allowed` failed sign-ins. Counts unknown accounts per address and minute. */
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

export async function recordSignOut(person: AuthSubject, trace: AuthRequestContext): Promise<void> {
  await recordEvent({ ...emptyAuditEvent, ...trace, event: "sign_out", person: describe(person) });
}
