import "server-only";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent, recordUnauthenticated } from "#lib/audit/record-event";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { ClientDescription } from "./describe-client.ts";
import { sessionExpiry } from "./session-expiry.ts";
import { createSession, endSession, loadSession, type NewSession } from "./session-store.ts";

export type AuthRequestContext = {
  requestId: string;
  address: string | null;
  client: ClientDescription;
  /** Session of the cookie that came with the request, active or not; null without a valid cookie. */
  currentSessionId: string | null;
};

export type AuthSubject = { subject: string; name: string; roles: readonly string[] };

const origin = ({ requestId, address }: AuthRequestContext) => ({ requestId, address });

const describe = ({ subject, name, roles }: AuthSubject) => ({ subject, name, role: roles.join(" ") });

/**
 * Ends the session that this browser had, of the same person or another: its cookie is overwritten, so that only a copy of it could still be used.
 * A session that is over already stays as it is.
 */
async function replaceSession(id: string, trace: AuthRequestContext): Promise<void> {
  const now = Date.now();
  const row = await withDatabase(() => loadSession(id));
  if (row === null || sessionExpiry(row, settings().session, now) !== null) return;
  await endSession(id, "replaced", now, origin(trace));
}

/**
 * Records the sign-in and starts the session, then ends the one before in the same browser. A sign-in that fails ends nothing.
 * @throws ProblemError `audit_unavailable` if recording the sign-in fails; then no session starts
 */
export async function startSession(session: NewSession, trace: AuthRequestContext): Promise<string> {
  const { provider } = session;
  await recordEvent({
    ...emptyAuditEvent,
    ...origin(trace),
    event: "sign_in",
    person: describe(session),
    detail: { provider },
  });
  const id = await withDatabase(() => createSession(session, trace.client));
  if (trace.currentSessionId !== null) await replaceSession(trace.currentSessionId, trace);
  return id;
}

/** Records a rejected sign-in with a short reason code. Counts unknown accounts per address and minute. */
export async function recordSignInFailure(
  person: AuthSubject | null,
  reason: string,
  trace: AuthRequestContext,
): Promise<void> {
  const actor = person && describe(person);
  const refusal = { event: "sign_in_refused", person: actor, outcome: "refused", detail: { reason } } as const;
  const entry = { ...emptyAuditEvent, ...origin(trace), ...refusal };
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
  const entry = { ...emptyAuditEvent, ...origin(trace), ...limit };
  if (person === null) recordUnauthenticated(entry);
  else await recordEvent(entry);
}

export async function recordSignOut(person: AuthSubject, trace: AuthRequestContext): Promise<void> {
  await recordEvent({ ...emptyAuditEvent, ...origin(trace), event: "sign_out", person: describe(person) });
}
