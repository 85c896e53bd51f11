import "server-only";
import { type AuditEvent, emptyAuditEvent } from "#lib/audit/model";
import { recordEvent, recordUnauthenticated } from "#lib/audit/record-event";
import { settings } from "#lib/env";
import { isId } from "#lib/paths";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { findPurpose } from "#lib/purpose/store";
import { consumeEvidenceQuota, consumeRequestQuota } from "#lib/rate-limit/limits";
import { authenticate } from "#lib/session/read-person";
import type { RoutePolicy } from "./policy.ts";

/** @throws ProblemError `unauthenticated`; `forbidden`, recorded as a denial */
async function requirePerson(door: RoutePolicy, headers: Headers, entry: AuditEvent): Promise<Person> {
  const person = await authenticate(headers, door.isAct ?? door.artefact !== "status");
  if (!person) {
    recordUnauthenticated({ ...entry, event: "denied", outcome: "refused", detail: { reason: "unauthenticated" } });
    throw new ProblemError("unauthenticated", "Sign in to Evidence Desk first.");
  }
  entry.person = { subject: person.subject, name: person.name, role: person.roles.join(" ") };
  if (door.roles.some((role) => person.roles.includes(role))) return person;
  await recordEvent({ ...entry, event: "denied", outcome: "refused" });
  throw new ProblemError("forbidden", "Your account does not have the role that this needs.");
}

/** @throws ProblemError `invalid_request` when an id of the address could climb or is malformed */
function requireIds(params: Record<string, string>): void {
  for (const value of Object.values(params))
    if (typeof value !== "string" || !isId(value))
      throw new ProblemError("invalid_request", "An id in the address is not one that Evidence Desk takes.");
}

/** @throws ProblemError `purpose_required` */
async function attachPurpose(door: RoutePolicy, person: Person, entry: AuditEvent): Promise<void> {
  if (entry.srId === null) return;
  const confirmed = await findPurpose(person.sessionId, entry.srId);
  entry.purpose = confirmed?.purpose ?? null;
  entry.ticket = confirmed?.ticket ?? null;
  if (confirmed === null && door.artefact !== undefined && settings().requirePurpose)
    throw new ProblemError("purpose_required", "Confirm a purpose or a ticket before this evidence opens.");
}

/**
 * Session, role, ids, purpose and limits of one call, in this order; fills in who and what for the access log.
 * @throws ProblemError for the first that does not hold
 */
export async function authorizeRequest(
  door: RoutePolicy,
  request: Request,
  addressParams: Record<string, string>,
  entry: AuditEvent,
): Promise<{ person: Person; params: Record<string, string> }> {
  const person = await requirePerson(door, request.headers, entry);
  const params = { ...addressParams, ...(await door.ids?.(request)) };
  requireIds(params);
  entry.srId = params.srId ?? null;
  entry.evidenceId = params.evidenceId ?? null;
  await attachPurpose(door, person, entry);
  if (door.artefact === undefined && door.ids === undefined) return { person, params };
  const { requestId, address, evidenceId } = { ...emptyAuditEvent, ...entry };
  await consumeRequestQuota(person, { requestId, address });
  if (evidenceId !== null) await consumeEvidenceQuota(person, evidenceId, { requestId, address });
  return { person, params };
}
