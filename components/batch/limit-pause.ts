import type { ProblemDetails } from "#lib/problem";

/** Without a number from the server, a limit of requests a minute is over after one. */
const defaultPauseMs = 60_000;

/** How long to wait before a call that a limit refused can be repeated, in milliseconds; null for other problems. */
export function limitPauseMs(problem: ProblemDetails | null): number | null {
  if (problem?.code !== "rate_limited" && problem?.code !== "provider_rate_limited") return null;
  return problem.retryAfterS === undefined ? defaultPauseMs : problem.retryAfterS * 1000;
}
