import "server-only";
import type { AuditEvent } from "#lib/audit/model";
import { pollRuns, recordEvent, recordUnauthenticated } from "#lib/audit/record-event";
import type { Poll } from "#lib/audit/status-releases";
import { settings } from "#lib/env";
import { canonicalId, isId } from "#lib/paths";
import { hasAnyRole, type Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { findPurpose, listPurpose } from "#lib/purpose/store";
import { consumeEvidenceQuota, consumeRequestQuota } from "#lib/rate-limit/limits";
import { consumeLogQuota } from "#lib/rate-limit/log-limits";
import { authenticate } from "#lib/session/read-person";
import { personalDataKinds, type RoutePolicy } from "./policy.ts";

/** @throws ProblemError `unauthenticated`; `forbidden`, recorded as a denial */
async function requirePerson(policy: RoutePolicy, headers: Headers, entry: AuditEvent): Promise<Person> {
  const person = await authenticate(headers, policy.isAct ?? policy.artefact !== "status");
  if (!person) {
    recordUnauthenticated({ ...entry, event: "denied", outcome: "refused", detail: { reason: "unauthenticated" } });
    throw new ProblemError("unauthenticated", "No session, or the session has ended. Sign in to Evidence Desk.");
  }
  entry.person = { subject: person.subject, name: person.name, role: person.roles.join(" ") };
  if (hasAnyRole(person.roles, policy.roles)) return person;
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

/** Attaches the confirmed purpose of the request, or of the session's lists and searches. @throws ProblemError `purpose_required` */
async function attachPurpose(policy: RoutePolicy, person: Person, entry: AuditEvent): Promise<void> {
  const needed = personalDataKinds[policy.personalData].purpose;
  const scope = needed === "lists" ? listPurpose : entry.srId;
  if (scope === null) return;
  const confirmed = await findPurpose(person.sessionId, scope);
  entry.purpose = confirmed?.purpose ?? null;
  entry.ticket = confirmed?.ticket ?? null;
  if (confirmed === null && needed !== null && settings().requirePurpose)
    throw new ProblemError(
      "purpose_required",
      `No purpose is confirmed for ${needed === "lists" ? "lists and searches" : "this signature request"}. Confirm a purpose or a ticket, then try again.`,
    );
}

/** Counts the request against the limits of its personal data. @returns the run of polls that the request belongs to, or null */
async function consumeQuotas(policy: RoutePolicy, person: Person, entry: AuditEvent): Promise<Poll | null> {
  const { limit } = personalDataKinds[policy.personalData];
  if (limit === "log") await consumeLogQuota(person);
  if (limit !== "requests") return null;
  await consumeRequestQuota(person);
  const { srId, evidenceId } = entry;
  if (srId === null || evidenceId === null) return null;
  const request = { sessionId: person.sessionId, srId, evidenceId };
  const poll = policy.artefact === "status" ? await pollRuns().count(request, entry) : null;
  // The release that a poll follows has counted this evidence.
  if (poll === null) await consumeEvidenceQuota(person, evidenceId);
  return poll;
}

/** `poll` is null unless the status request continues a run of polls. */
export type Authorization = { person: Person; params: Record<string, string>; poll: Poll | null };

/**
 * Checks session, role, IDs, purpose and limits in this order; IDs are canonical from here on.
 * @throws ProblemError for the first failed check
 */
export async function authorizeRequest(
  policy: RoutePolicy,
  request: Request,
  addressParams: Record<string, string>,
  entry: AuditEvent,
): Promise<Authorization> {
  const person = await requirePerson(policy, request.headers, entry);
  const given = { ...addressParams, ...(await policy.ids?.(request)) };
  requireIds(given);
  const params = Object.fromEntries(Object.entries(given).map(([name, id]) => [name, canonicalId(id)]));
  entry.srId = params.srId ?? null;
  entry.evidenceId = params.evidenceId ?? null;
  await attachPurpose(policy, person, entry);
  const poll = await consumeQuotas(policy, person, entry);
  if (poll !== null) entry.event = "status_poll";
  return { person, params, poll };
}
