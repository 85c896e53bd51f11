import "server-only";
import { createHash } from "node:crypto";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { ProblemError } from "#lib/problem";
import { incrementWindow } from "#lib/rate-limit/fixed-window";
import { type AuthRequestContext, type AuthSubject, recordLimit } from "./start-session.ts";

const allowedFailures = 10;
const windowMs = 15 * 60_000;

/** Typed names are kept as digests: now and then somebody types a password there. */
function attemptKey(account: string, address: string | null): string {
  const name = account.trim().toLowerCase().slice(0, 320);
  return `sign-in:${createHash("sha256").update(name).digest("base64url")}:${address ?? ""}`;
}

/**
 * Counts an attempt before its password is looked at, so that a hundred at once count as a hundred.
 * @param person who is meant, where the account is a known one
 * @throws ProblemError `rate_limited`, recorded, after ten failures in 15 minutes for this account from this address, whatever the password
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
  // Named once in a window; whoever goes on trying is counted by address and must not fill the log.
  await recordLimit(count === allowedFailures + 1 ? person : null, allowedFailures, trace);
  throw new ProblemError("rate_limited", "Too many failed sign-ins. Try again later.", {
    retryAfterS: Math.max(1, Math.ceil((endsAt - now) / 1000)),
  });
}

/** A sign-in that succeeded wipes the slate. */
export async function resetSignInAttempts(account: string, address: string | null): Promise<void> {
  const key = attemptKey(account, address);
  await withDatabase(async () => (await database()).deleteFrom("limit_counters").where("key", "=", key).execute());
}
