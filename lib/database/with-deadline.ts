import "server-only";
import { ProblemError } from "#lib/problem";
import { withTimeout } from "#lib/runtime/race-abort";
import { DatabaseTimeoutError, databaseDeadlineMs } from "./sqlite-thread.ts";

/**
 * Applies the deadline, and reports database failures as `audit_unavailable`, because nothing can be recorded then.
 * @throws ProblemError `audit_unavailable`, or the one that `work` throws
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const onTimeout = () => new DatabaseTimeoutError("The database did not answer in time.");
  try {
    return await withTimeout(work(), databaseDeadlineMs, onTimeout);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError("audit_unavailable", "The database did not answer, so nothing was released.", { cause });
  }
}
