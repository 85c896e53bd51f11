import "server-only";
import type { Kysely } from "kysely";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { database } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { incrementWindow } from "./fixed-window.ts";

/** Request details for the log entry about an exceeded limit. */
export type LimitedCall = { requestId: string | null; address: string | null };

export const noCall: LimitedCall = { requestId: null, address: null };
export const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Seconds until a window ends. */
export const retryAfter = (endsAt: number, now: number) => Math.max(1, Math.ceil((endsAt - now) / 1000));

/** Called once per window, so that repeated requests cannot fill the log. */
async function recordExceeded(person: Person, call: LimitedCall, detail: { limit: string; allowed: number }) {
  const { subject, name, roles } = person;
  const actor = { subject, name, role: roles.join(" ") };
  await recordEvent({
    ...emptyAuditEvent,
    ...call,
    event: "limit_exceeded",
    person: actor,
    outcome: "refused",
    detail,
  });
}

/** Counts against RATE_LIMIT_PER_MINUTE. @throws ProblemError `rate_limited`, or `audit_unavailable` if uncounted */
export async function consumeRequestQuota(person: Person, call: LimitedCall = noCall): Promise<void> {
  const allowed = settings().limits.perMinute;
  if (allowed === 0) return;
  const now = Date.now();
  const counter = await withDatabase(async () =>
    incrementWindow(await database(), `requests:${person.subject}`, { lengthMs: minuteMs, now }),
  );
  if (counter.count <= allowed) return;
  if (counter.count === allowed + 1) await recordExceeded(person, call, { limit: "requests_per_minute", allowed });
  throw new ProblemError(
    "rate_limited",
    `Limit of ${allowed} evidence requests per person and minute reached. Try again later.`,
    {
      retryAfterS: retryAfter(counter.endsAt, now),
    },
  );
}

/** Distinct evidence of one person in the last 24 hours; `oldestAt` is UTC milliseconds. */
type Seen = { count: number; oldestAt: number };

/** Records an access and counts distinct evidence of the last 24 hours; drops an access beyond `allowed`. */
export async function countEvidence(
  tables: Kysely<Tables>,
  seen: { subject: string; evidenceId: string; allowed: number; now: number },
): Promise<Seen & { refused: boolean }> {
  const { subject, evidenceId, allowed, now } = seen;
  const since = now - dayMs;
  const inserted = await tables
    .insertInto("limit_evidence")
    .values({ subject, evidence_id: evidenceId, seen_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(["subject", "evidence_id"])
        .doUpdateSet({ seen_at: now })
        .where("limit_evidence.seen_at", "<=", since),
    )
    .returning("seen_at")
    .executeTakeFirst();
  if (inserted === undefined) return { count: 0, oldestAt: now, refused: false };
  const row = await tables
    .selectFrom("limit_evidence")
    .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.min("seen_at").as("oldest_at")])
    .where("subject", "=", subject)
    .where("seen_at", ">", since)
    .executeTakeFirstOrThrow();
  const refused = row.count > allowed;
  const own = tables.deleteFrom("limit_evidence").where("subject", "=", subject);
  if (refused) await own.where("evidence_id", "=", evidenceId).execute();
  else await own.where("seen_at", "<=", since).execute();
  return { count: row.count, oldestAt: row.oldest_at, refused };
}

/** Counts distinct evidence in 24 hours. @throws ProblemError `rate_limited`, or `audit_unavailable` if uncounted */
export async function consumeEvidenceQuota(
  person: Person,
  evidenceId: string,
  call: LimitedCall = noCall,
): Promise<void> {
  const allowed = settings().limits.distinctEvidencePerDay;
  if (allowed === 0) return;
  const now = Date.now();
  const { subject } = person;
  const limited = await withDatabase(async () => {
    const tables = await database();
    const seen = await countEvidence(tables, { subject, evidenceId, allowed, now });
    if (!seen.refused) return null;
    const refusals = await incrementWindow(tables, `evidence:${subject}`, { lengthMs: minuteMs, now });
    return { retryAfterS: retryAfter(seen.oldestAt + dayMs, now), isFirst: refusals.count === 1 };
  });
  if (limited === null) return;
  if (limited.isFirst) await recordExceeded(person, call, { limit: "distinct_evidence_per_day", allowed });
  throw new ProblemError(
    "rate_limited",
    `Limit of ${allowed} different evidence IDs per person and day reached. Try again later.`,
    {
      retryAfterS: limited.retryAfterS,
    },
  );
}
