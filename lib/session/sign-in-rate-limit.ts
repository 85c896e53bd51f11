import "server-only";
import { createHash } from "node:crypto";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { ProblemError } from "#lib/problem";
import { incrementWindow } from "#lib/rate-limit/fixed-window";
import { type AuthRequestContext, type AuthSubject, recordLimit } from "./start-session.ts";

const allowedFailures = 10;
const windowMs = 15 * 60_000;

/** Stores account names as digests, because people sometimes enter a password there. */
function attemptKey(account: string, address: string | null): string {
  const name = account.trim().toLowerCase().slice(0, 320);
  return `sign-in:${createHash("sha256").update(name).digest("base64url")}:${address ?? ""}`;
}

/**
 * Counts an attempt before checking its password, so that concurrent attempts all count.
 * @throws ProblemError `rate_limited`, recorded, after ten failures per account and address in 15 minutes
 */
export async function consumeSignInAttempt(
  account: string,
  person: AuthSubject | null,
  trace: AuthRequestContext,
  now = Date.now(),
): Promise<void> {
  const key = attemptKey(account, trace.address);
  const { count, endsAt } = await withDatabase(async () =>
    incrementWindow(await database(), key, { lengthMs: windowMs, now }),
  );
  if (count <= allowedFailures) return;
  // Names the person once per window; later attempts are counted by address, so that they cannot fill the log.
  await recordLimit(count === allowedFailures + 1 ? person : null, allowedFailures, trace);
  throw new ProblemError("rate_limited", "Too many failed sign-ins for this account. Try again later.", {
    retryAfterS: Math.max(1, Math.ceil((endsAt - now) / 1000)),
  });
}

/** Resets the counter after a successful sign-in. */
export async function resetSignInAttempts(account: string, address: string | null): Promise<void> {
  const key = attemptKey(account, address);
  await withDatabase(async () => (await database()).deleteFrom("limit_counters").where("key", "=", key).execute());
}
