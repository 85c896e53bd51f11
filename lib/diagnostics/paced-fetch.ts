import "server-only";
import type { FetchPrefix, PrefixRequest, PrefixResponse } from "#lib/provider/fetch-prefix";
import type { Clock } from "#lib/runtime/clock";

/** Between the starts of two requests: at most two a second, with a margin for delays on the network. */
export const requestIntervalMs = 600;
/** A longer `Retry-After` is not waited for: it is reported, and the run stops. */
export const maxRetryAfterS = 10;

/** Waits on the given clock. @throws the reason of `signal` when that is aborted first */
function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clock.clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, delayMs);
    signal.addEventListener("abort", stop, { once: true });
  });
}

/**
 * Requests one after the other, at most two a second, the second tries included: one after a rejected access token, one
 * after a short `Retry-After`. The first waits too, because the signature request was read just before it.
 * @returns a function that rejects as `fetchPrefix` does
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
