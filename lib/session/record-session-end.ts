import "server-only";
import { type AuditFacts, emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import type { SessionRow } from "#lib/database/tables";
import { log } from "#lib/observability/log";

/** Why a session ended before its timeouts; the word is stored in the row and in the access log. */
export type SessionEnd =
  | "sign_out"
  | "revoked"
  | "replaced"
  | "ended_by_person"
  | "backchannel_logout"
  | "no_role"
  | "provider_refused"
  | "provider_silent";

/** The request that ended a session; nulls if none did. */
export type EndingRequest = Pick<AuditFacts, "requestId" | "address">;

export const noEndingRequest: EndingRequest = { requestId: null, address: null };

/**
 * Records that a session has ended, except by sign-out, which has an event of its own. Never throws: the session has already
 * ended, and an access log that cannot be written must not keep a person signed in.
 */
export async function recordSessionEnd(row: SessionRow, reason: SessionEnd, request: EndingRequest): Promise<void> {
  const { requestId, address } = request;
  const person = { subject: row.subject, name: row.name, role: row.roles };
  const detail = { reason, startedAt: new Date(row.started_at).toISOString() };
  try {
    await recordEvent({ ...emptyAuditEvent, event: "session_ended", person, requestId, address, detail });
  } catch {
    log().error({ requestId, reason }, "the end of a session could not be recorded");
  }
}
