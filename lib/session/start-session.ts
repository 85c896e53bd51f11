import "server-only";
import { emptyInput } from "#lib/audit/model";
import { recordAnonymous, recordEvent } from "#lib/audit/record-event";
import { whenAvailable } from "#lib/database/with-deadline";
import { createSession, type NewSession } from "./session-store.ts";

/** What the access log says of the call that signed somebody in or out. */
export type AuthTrace = { requestId: string; address: string | null };

/** Who an entry about a sign-in speaks of, as far as that is known. */
export type Claimant = { subject: string; name: string; roles: readonly string[] };

const describe = ({ subject, name, roles }: Claimant) => ({ subject, name, role: roles.join(" ") });

/**
 * Records the sign-in, then begins the session.
 * @returns the id of the session's row
 * @throws ProblemError `audit_unavailable` when it cannot be recorded: then nobody is signed in
 */
export async function beginSession(session: NewSession, trace: AuthTrace): Promise<string> {
  const { provider } = session;
  await recordEvent({ ...emptyInput, ...trace, event: "sign_in", person: describe(session), detail: { provider } });
  return whenAvailable(() => createSession(session));
}

/** Records a sign-in that was refused; `reason` is a short code. Those of nobody known are gathered per address and minute. */
export async function recordRefusal(person: Claimant | null, reason: string, trace: AuthTrace): Promise<void> {
  const who = person && describe(person);
  const refusal = { event: "sign_in_refused", person: who, outcome: "refused", detail: { reason } } as const;
  const entry = { ...emptyInput, ...trace, ...refusal };
  if (person === null) recordAnonymous(entry);
  else await recordEvent(entry);
}

/** Records that sign-in was closed after `allowed` failures. Those of nobody known are gathered per address and minute. */
export async function recordLimit(person: Claimant | null, allowed: number, trace: AuthTrace): Promise<void> {
  const detail = { limit: "failed_sign_ins", allowed };
  const limit = { event: "limit_exceeded", person: person && describe(person), outcome: "refused", detail } as const;
  const entry = { ...emptyInput, ...trace, ...limit };
  if (person === null) recordAnonymous(entry);
  else await recordEvent(entry);
}

/** Records that somebody signed out. */
export async function recordSignOut(person: Claimant, trace: AuthTrace): Promise<void> {
  await recordEvent({ ...emptyInput, ...trace, event: "sign_out", person: describe(person) });
}
