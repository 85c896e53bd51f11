import "server-only";
import { type AuditEvent, emptyAuditEvent } from "#lib/audit/model";
import { recordEvent, recordUnauthenticated } from "#lib/audit/record-event";
import { settings } from "#lib/env";
import { isId } from "#lib/paths";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { findPurpose } from "#lib/purpose/store";
import { consumeEvidenceQuota, consumeRequestQuota } from "#lib/rate-limit/limits";
import { consumeLogQuota } from "#lib/rate-limit/log-limits";
import { authenticate } from "#lib/session/read-person";
import type { RoutePolicy } from "./policy.ts";

/** @throws ProblemError `unauthenticated`; `forbidden`, recorded as a denial */
async function requirePerson(policy: RoutePolicy, headers: Headers, entry: AuditEvent): Promise<Person> {
  const person = await authenticate(headers, policy.isAct ?? policy.artefact !== "status");
  if (!person) {
    recordUnauthenticated({ ...entry, event: "denied", outcome: "refused", detail: { reason: "unauthenticated" } });
    throw new ProblemError("unauthenticated", "No session, or the session has ended. Sign in to Evidence Desk.");
  }
  entry.person = { subject: person.subject, name: person.name, role: person.roles.join(" ") };
  if (policy.roles.some((role) => person.roles.includes(role))) return person;
  await recordEvent({ ...entry, event: "denied", outcome: "refused" });
  throw new ProblemError(
    "forbidden",
    "Your account doesn't have a role that this address requires. Ask your administrator to add it.",
  );
}

/** @throws ProblemError `invalid_request` if an ID is malformed or could traverse the path */
function requireIds(params: Record<string, string>): void {
  for (const value of Object.values(params))
    if (typeof value !== "string" || !isId(value))
      throw new ProblemError("invalid_request", "Invalid ID in the URL. Use 1 to 128 letters, digits or `. _ ~ -`.");
}

async function attachPurpose(policy: RoutePolicy, person: Person, entry: AuditEvent): Promise<void> {
  if (entry.srId === null) return;
  const confirmed = await findPurpose(person.sessionId, entry.srId);
  entry.purpose = confirmed?.purpose ?? null;
  entry.ticket = confirmed?.ticket ?? null;
  if (confirmed === null && policy.artefact !== undefined && settings().requirePurpose)
    throw new ProblemError(
      "purpose_required",
      "No purpose is confirmed for this signature request. Confirm a purpose or a ticket, then try again.",
    );
}

/** Checks session, role, IDs, purpose and limits in this order. @throws ProblemError for the first failed check */
export async function authorizeRequest(
  policy: RoutePolicy,
  request: Request,
  addressParams: Record<string, string>,
  entry: AuditEvent,
): Promise<{ person: Person; params: Record<string, string> }> {
  const person = await requirePerson(policy, request.headers, entry);
  const params = { ...addressParams, ...(await policy.ids?.(request)) };
  requireIds(params);
  entry.srId = params.srId ?? null;
  entry.evidenceId = params.evidenceId ?? null;
  await attachPurpose(policy, person, entry);
  const { requestId, address, evidenceId } = { ...emptyAuditEvent, ...entry };
  if (policy.reads !== undefined) await consumeLogQuota(person, { requestId, address });
  if (policy.artefact === undefined && policy.ids === undefined) return { person, params };
  await consumeRequestQuota(person, { requestId, address });
  if (evidenceId !== null) await consumeEvidenceQuota(person, evidenceId, { requestId, address });
  return { person, params };
}
