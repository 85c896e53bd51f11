import "server-only";
import { ProblemError } from "#lib/problem";
import { withTimeout } from "#lib/runtime/race-abort";
import { DatabaseTimeoutError, databaseDeadlineMs } from "./sqlite-thread.ts";

/**
 * Work of one request on the database: answers within the deadline, and any failure of the database is the person's
 * `audit_unavailable`, because without the database nothing can be recorded either.
 * @throws ProblemError `audit_unavailable`; a ProblemError of the work itself passes as it is
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
