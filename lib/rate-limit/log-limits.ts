import "server-only";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { Person } from "#lib/person";
import { incrementWindow } from "./fixed-window.ts";
import type { Lease } from "./lease.ts";
import { LimitError } from "./limit-error.ts";
import { minuteMs, retryAfter } from "./limits.ts";
import { takeScanLease } from "./scan-lease.ts";

const scanRetryS = 5;

/**
 * Counts a request to the access log against RATE_LIMIT_PER_MINUTE, apart from evidence requests.
 * @throws LimitError, or ProblemError `audit_unavailable` if uncounted
 */
export async function consumeLogQuota(person: Person): Promise<void> {
  const allowed = settings().limits.perMinute;
  if (allowed === 0) return;
  const now = Date.now();
  const counter = await withDatabase(async () =>
    incrementWindow(await database(), `log:${person.subject}`, { lengthMs: minuteMs, now }),
  );
  if (counter.count <= allowed) return;
  throw new LimitError(
    `Limit of ${allowed} requests to the access log per person and minute reached. Try again later.`,
    {
      limit: "log_requests_per_minute",
      allowed,
      retryAfterS: retryAfter(counter.endsAt, now),
    },
  );
}

/**
 * Takes the person's lease. If the database answers only after its deadline, the request has failed already: that lease ends
 * at once, or its renewals would block the person until the next restart.
 */
function takeLease(subject: string): Promise<Lease | null> {
  const taking = database().then((tables) => takeScanLease(tables, subject));
  return withDatabase(() => taking).catch((error) => {
    taking.then(
      (late) => late?.end(),
      () => undefined,
    );
    throw error;
  });
}

/** @throws LimitError while another scan of this person runs, or ProblemError `audit_unavailable` */
export async function beginScan(person: Person): Promise<Lease> {
  const lease = await takeLease(person.subject);
  if (lease !== null) return lease;
  throw new LimitError(
    "An export or verification of the access log is still running for your account. Wait until it ends or cancel it, then try again.",
    { limit: "log_scans_at_once", allowed: 1, retryAfterS: scanRetryS },
  );
}
