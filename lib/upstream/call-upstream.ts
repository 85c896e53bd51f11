import "server-only";
import { type Deadline, startDeadline } from "./deadline.ts";
import { upstreamPool } from "./pool.ts";
import { maxTries, withRetry } from "./retry.ts";
import { sendRequest, type UpstreamRequest, type UpstreamResponse } from "./send-request.ts";

/**
 * Sends one request with the host's circuit breaker, and retries with backoff within the deadline.
 * @param read checks or reads a response; an UpstreamError with `retry` from it is retried too
 * @throws UpstreamError when the last try fails, or at once while the circuit breaker is open
 */
export async function callUpstream<T>(
  message: UpstreamRequest,
  deadline: Deadline,
  read: (response: UpstreamResponse) => T | Promise<T>,
  allowedTries = maxTries,
): Promise<T> {
  const { dispatcher, circuits, clock } = upstreamPool();
  const attempt = async () => read(await sendRequest(dispatcher, message, deadline));
  return circuits.run(message.url.host, (tries) => withRetry(attempt, deadline, clock, Math.min(tries, allowedTries)));
}

/** @throws the deadline's reason once it aborts, whatever `work` throws */
export async function withDeadline<T>(
  deadlineMs: number,
  signal: AbortSignal | undefined,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(deadlineMs, signal, upstreamPool().clock);
  try {
    return await work(deadline);
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : error;
  } finally {
    deadline.end();
  }
}
