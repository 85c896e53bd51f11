import "server-only";
import { type Deadline, startDeadline } from "./deadline.ts";
import { upstreamPool } from "./pool.ts";
import { maxTries, withRetry } from "./retry.ts";
import { sendRequest, type UpstreamRequest, type UpstreamResponse } from "./send-request.ts";

/**
 * Sends one request behind the circuit breaker of its host, with retries and backoff within the deadline.
 * @param read checks a response, or reads it; a ProviderFault with `retry` that it throws is retried too
 * @param allowedTries at most; fewer while the circuit breaker probes the host
 * @throws ProviderFault when the last try failed, or at once while the circuit breaker is open
 */
export async function callUpstream<T>(
  message: UpstreamRequest,
  deadline: Deadline,
  read: (arrival: UpstreamResponse) => T | Promise<T>,
  allowedTries = maxTries,
): Promise<T> {
  const { dispatcher, circuits, clock } = upstreamPool();
  const attempt = async () => read(await sendRequest(dispatcher, message, deadline));
  return circuits.run(message.url.host, (tries) => withRetry(attempt, deadline, clock, Math.min(tries, allowedTries)));
}

/**
 * Runs `work` under one deadline and ends the deadline afterwards.
 * @param signal of the person's own request
 * @throws the deadline's reason once that was aborted, whatever `work` throws
 */
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
