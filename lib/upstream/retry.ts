import "server-only";
import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from "cockatiel";
import type { Clock } from "#lib/runtime/clock";
import type { Deadline } from "./deadline.ts";
import { UpstreamError } from "./upstream-error.ts";

/** Tries of one read, the first included. */
export const maxTries = 3;
const firstDelayMs = 200;
const maxDelayMs = 2_000;
/** What we advise where the provider asked us to slow down and did not say for how long. */
const usualRetryAfterS = 30;
/** A wait longer than a day is no advice; it is shown as a day. */
const longestRetryAfterS = 86_400;

/**
 * `Retry-After` (RFC 9110 section 10.2.3) in whole seconds: digits, or a date. Negative and past values are 0, absurd
 * ones a day; anything else is null, as if the header were missing.
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  const text = value?.trim() ?? "";
  if (/^[+-]?\d+(\.\d+)?$/.test(text))
    return Math.min(longestRetryAfterS, Math.max(0, Math.ceil(Number.parseFloat(text))));
  if (!/^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text)) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  return Math.min(longestRetryAfterS, Math.max(0, Math.ceil((at - nowMs) / 1000)));
}

/** Full jitter between half and the whole of an exponential delay; what the provider asked for is never undercut. */
export function delayBeforeTry(attempt: number, retryAfterS: number | undefined, random: () => number): number {
  const ceilingMs = Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1));
  const jitteredMs = Math.round(ceilingMs * (0.5 + random() / 2));
  return retryAfterS === undefined ? jitteredMs : Math.max(jitteredMs, retryAfterS * 1000);
}

/** @throws the same failure, with a time to wait where the provider limits us and named none */
function adviseWait(error: unknown): never {
  if (!(error instanceof UpstreamError) || error.code !== "provider_rate_limited" || error.retryAfterS !== undefined)
    throw error;
  const { reason, message, retry: again, provider } = error;
  const more = { retry: again, retryAfterS: usualRetryAfterS, provider, cause: error };
  throw new UpstreamError("provider_rate_limited", reason, message, more);
}

/**
 * Runs a read at most three times. Gives up at once when the fault is final, when the person went away, and when
 * the wait would outlast the deadline: a `Retry-After` that cannot be honoured is told, not waited for.
 */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  deadline: Deadline,
  clock: Clock,
  allowedTries = maxTries,
): Promise<T> {
  let tries = 0;
  let delayMs = 0;
  const worthIt = (error: unknown) => {
    tries += 1;
    if (!(error instanceof UpstreamError) || !error.retry || tries >= allowedTries) return false;
    delayMs = delayBeforeTry(tries, error.retryAfterS, clock.random);
    return delayMs < deadline.remainingMs();
  };
  const backoff = new DelegateBackoff<IRetryBackoffContext<unknown>>(() => delayMs);
  const policy = retry(handleWhen(worthIt), { maxAttempts: allowedTries - 1, backoff });
  return policy
    .execute(() => {
      deadline.signal.throwIfAborted();
      return attempt();
    })
    .catch(adviseWait);
}
