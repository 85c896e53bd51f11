import "server-only";
import type { Clock } from "#lib/runtime/clock";
import type { Deadline } from "./deadline.ts";
import { UpstreamError } from "./upstream-error.ts";

/** Including the first try. */
export const maxTries = 3;
const firstDelayMs = 200;
const maxDelayMs = 2_000;
/** Our advice if the provider limits us without `Retry-After`. */
const usualRetryAfterS = 30;
/** Caps longer waits at a day. */
const maxRetryAfterS = 86_400;

/** Parses `Retry-After` (RFC 9110 section 10.2.3) to whole seconds up to a day; null if invalid or missing. */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  const text = value?.trim() ?? "";
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Math.min(maxRetryAfterS, Math.max(0, Math.ceil(Number.parseFloat(text))));
  if (!/^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text)) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  return Math.min(maxRetryAfterS, Math.max(0, Math.ceil((at - nowMs) / 1000)));
}

/** Exponential delay in ms with jitter (50 to 100 %), never shorter than the provider's `Retry-After`. */
export function delayBeforeTry(attempt: number, retryAfterS: number | undefined, random: () => number): number {
  const ceilingMs = Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1));
  const jitteredMs = Math.round(ceilingMs * (0.5 + random() / 2));
  return retryAfterS === undefined ? jitteredMs : Math.max(jitteredMs, retryAfterS * 1000);
}

/** @throws the same error, with a default `retryAfterS` if the provider limits us without one */
function adviseWait(error: unknown): never {
  if (!(error instanceof UpstreamError) || error.code !== "provider_rate_limited" || error.retryAfterS !== undefined)
    throw error;
  const { reason, message, retry: again, provider } = error;
  const more = { retry: again, retryAfterS: usualRetryAfterS, provider, cause: error };
  throw new UpstreamError("provider_rate_limited", reason, message, more);
}

/** Gives up on a final error, a disconnected client, or a wait beyond the deadline; the error reports `Retry-After`. */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  deadline: Deadline,
  clock: Clock,
  allowedTries = maxTries,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      deadline.signal.throwIfAborted();
      return await attempt();
    } catch (error) {
      if (!(error instanceof UpstreamError) || !error.retry || tries >= allowedTries) return adviseWait(error);
      const delayMs = delayBeforeTry(tries, error.retryAfterS, clock.random);
      if (delayMs >= deadline.remainingMs()) return adviseWait(error);
      await new Promise<void>((resolve) => clock.setTimeout(resolve, delayMs));
    }
  }
}
