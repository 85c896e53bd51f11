import "server-only";
import { ProblemError } from "#lib/problem";
import { withTimeout } from "#lib/runtime/race-abort";
import { DatabaseTimeoutError, databaseDeadlineMs } from "./sqlite-thread.ts";

/** Reports database failures as `audit_unavailable`, because nothing can be recorded then. @throws ProblemError */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const onTimeout = () => new DatabaseTimeoutError("The database did not respond in time.");
  try {
    return await withTimeout(work(), databaseDeadlineMs, onTimeout);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError(
      "audit_unavailable",
      "The database didn't respond in time, so nothing was released. Try again in a moment.",
      { cause },
    );
  }
}
