import "server-only";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { incrementWindow } from "./fixed-window.ts";
import { type LimitedCall, minuteMs, noCall, retryAfter } from "./limits.ts";
import { type ScanLease, takeScanLease } from "./scan-lease.ts";

const scanRetryS = 5;

/** Records a refused request to the log, once per minute, so that refusals cannot fill it. */
async function recordRefused(person: Person, call: LimitedCall, detail: { limit: string; allowed: number }) {
  const { subject, name, roles } = person;
  const actor = { subject, name, role: roles.join(" ") };
  await recordEvent({ ...emptyAuditEvent, ...call, event: "refused", person: actor, outcome: "refused", detail });
}

/**
 * Counts a request to the access log against RATE_LIMIT_PER_MINUTE, apart from evidence requests.
 * @throws ProblemError `rate_limited`, or `audit_unavailable` if uncounted
 */
export async function consumeLogQuota(person: Person, call: LimitedCall = noCall): Promise<void> {
  const allowed = settings().limits.perMinute;
  if (allowed === 0) return;
  const now = Date.now();
  const counter = await withDatabase(async () =>
    incrementWindow(await database(), `log:${person.subject}`, { lengthMs: minuteMs, now }),
  );
  if (counter.count <= allowed) return;
  if (counter.count === allowed + 1) await recordRefused(person, call, { limit: "log_requests_per_minute", allowed });
  throw new ProblemError(
    "rate_limited",
    `Limit of ${allowed} requests to the access log per person and minute reached. Try again later.`,
    { retryAfterS: retryAfter(counter.endsAt, now) },
  );
}

/**
 * Takes the person's lease. If the database answers only after its deadline, the request has failed already: that lease ends
 * at once, or its renewals would block the person until the next restart.
 */
function takeLease(subject: string): Promise<ScanLease | null> {
  const taking = database().then((tables) => takeScanLease(tables, subject));
  return withDatabase(() => taking).catch((error) => {
    taking.then(
      (late) => late?.end(),
      () => undefined,
    );
    throw error;
  });
}

/** @throws ProblemError `rate_limited` while another scan of this person runs, or `audit_unavailable` */
export async function beginScan(person: Person, call: LimitedCall = noCall): Promise<ScanLease> {
  const { subject } = person;
  const lease = await takeLease(subject);
  if (lease !== null) return lease;
  const window = { lengthMs: minuteMs, now: Date.now() };
  const { count } = await withDatabase(async () =>
    incrementWindow(await database(), `scan-refused:${subject}`, window),
  );
  if (count === 1) await recordRefused(person, call, { limit: "log_scans_at_once", allowed: 1 });
  throw new ProblemError(
    "rate_limited",
    "An export or verification of the access log is still running for your account. Wait until it ends or cancel it, then try again.",
    { retryAfterS: scanRetryS },
  );
}
