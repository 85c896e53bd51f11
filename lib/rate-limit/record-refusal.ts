import "server-only";
import type { AuditDetail, AuditEvent } from "#lib/audit/model";
import { recordEvent, refusalCounter } from "#lib/audit/record-event";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { ProblemError } from "#lib/problem";
import { incrementWindow } from "./fixed-window.ts";
import { LimitError } from "./limit-error.ts";
import { minuteMs } from "./limits.ts";

const recordedCodes: ReadonlySet<string> = new Set([
  "purpose_required",
  "rate_limited",
  "decision_refused",
  "dossier_not_confirmed",
]);

/** Facts of a refusal for lack of a purpose (428), by a limit (429), of a decision or a dossier (409); null for other failures. */
function describeRefusal(failure: unknown): AuditDetail | null {
  if (failure instanceof LimitError) return { limit: failure.limit, allowed: failure.allowed };
  if (!(failure instanceof ProblemError)) return null;
  const { code, refusal: reason = code } = failure;
  return recordedCodes.has(code) ? { reason } : null;
}

/**
 * Records a refusal: a person's first of a minute at once, on all replicas together, and the others as one entry with their
 * count, so that refusals cannot fill the log. Does nothing for other failures.
 * @param entry the refused request, with its person
 * @throws ProblemError `audit_unavailable` if the refusal cannot be recorded
 */
export async function recordRefusal(failure: unknown, entry: AuditEvent): Promise<void> {
  const detail = describeRefusal(failure);
  if (detail === null || entry.person === null) return;
  const refusal: AuditEvent = { ...entry, event: "refused", outcome: "refused", detail };
  const key = `refused:${detail.limit ?? detail.reason}:${entry.person.subject}`;
  const { count } = await withDatabase(async () =>
    incrementWindow(await database(), key, { lengthMs: minuteMs, now: Date.now() }),
  );
  if (count === 1) await recordEvent(refusal);
  else refusalCounter().add(key, refusal);
}
