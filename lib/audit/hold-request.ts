import "server-only";
import { withDatabase } from "#lib/database/with-deadline";
import { canonicalId, isId } from "#lib/paths";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { logContext } from "#lib/transparency-log/log-context";
import { ActRefusedError, type LogAct } from "./act-on-log.ts";
import { type HoldOrder, holdEntries, releaseHold } from "./hold-entries.ts";

const maxReason = 500;

const invalid = (detail: string) => new ProblemError("invalid_request", detail);

function readReason(reason: unknown): string {
  if (typeof reason === "string" && reason.trim() !== "" && reason.length <= maxReason) return reason.trim();
  throw invalid(`"reason" in the request body must be a text of 1 to ${maxReason} characters.`);
}

function readId(name: string, id: unknown): string {
  if (typeof id === "string" && isId(id)) return canonicalId(id);
  throw invalid(`"${name}" in the request body must be an ID: 1 to 128 letters, digits or \`. _ ~ -\`.`);
}

/** @throws ProblemError `invalid_request` naming the member */
export function parseHoldOrder(body: unknown): HoldOrder {
  const { srId, evidenceId = null, reason } = (body ?? {}) as { [name: string]: unknown };
  return {
    srId: readId("srId", srId),
    evidenceId: evidenceId === null ? null : readId("evidenceId", evidenceId),
    reason: readReason(reason),
  };
}

/** @throws ProblemError `invalid_request` for a hold that is refused, `audit_unavailable` if it cannot be recorded */
async function act<Result>({ subject, name, roles }: Person, work: (act: LogAct) => Promise<Result>): Promise<Result> {
  const by = { subject, name, role: roles.join(" ") };
  return withDatabase(async () => work({ context: await logContext(), by })).catch((error) => {
    const refused = error instanceof ProblemError ? error.cause : error;
    throw refused instanceof ActRefusedError ? invalid(refused.message) : error;
  });
}

/** Appends a hold; deletes nothing. */
export async function requestHold(person: Person, order: HoldOrder) {
  const { hold, number, entries } = await act(person, (by) => holdEntries(by, order, false));
  return { hold, logEntry: number, entries };
}

/** Appends the release of a hold. */
export async function requestRelease(person: Person, hold: string, body: unknown) {
  const { reason = null } = (body ?? {}) as { [name: string]: unknown };
  const text = reason === null ? null : readReason(reason);
  return { hold, logEntry: await act(person, (by) => releaseHold(by, hold, text, false)) };
}
