import "server-only";
import type { FetchPrefix, PrefixRequest, PrefixResponse } from "#lib/provider/fetch-prefix";
import type { Clock } from "#lib/runtime/clock";
import { raceAbort } from "#lib/runtime/race-abort";

/** Interval between request starts: at most two per second, with a margin for network delays. */
export const requestIntervalMs = 600;
/** Maximum `Retry-After` in seconds to wait for; a longer one is reported and stops the run. */
export const maxRetryAfterS = 10;

/** Waits on the given clock. @throws the reason of `signal` if it aborts first */
async function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = clock.setTimeout(resolve, delayMs);
  try {
    await raceAbort(promise, signal);
  } finally {
    clock.clearTimeout(timer);
  }
}

/**
 * Sends at most two requests per second, including one retry after a rejected access token and one after a short
 * `Retry-After`. Delays the first too, because the signature request was just read.
 */
export function createPacedFetch(fetchPrefix: FetchPrefix, clock: Clock, signal: AbortSignal) {
  let nextAt = clock.now() + requestIntervalMs;

  async function fetchInTurn(request: Omit<PrefixRequest, "signal">): Promise<PrefixResponse> {
    const delayMs = nextAt - clock.now();
    if (delayMs > 0) await sleep(clock, delayMs, signal);
    signal.throwIfAborted();
    nextAt = clock.now() + requestIntervalMs;
    return fetchPrefix({ ...request, signal });
  }

  return async (request: Omit<PrefixRequest, "signal">): Promise<PrefixResponse> => {
    let response = await fetchInTurn(request);
    if (response.isTokenRejected) response = await fetchInTurn(request);
    const { status, retryAfterS } = response;
    if (status !== 429 || retryAfterS === null || retryAfterS > maxRetryAfterS) return response;
    nextAt = Math.max(nextAt, clock.now() + retryAfterS * 1000);
    return fetchInTurn(request);
  };
}
