import "server-only";
import { ProblemError } from "#lib/problem";
import { DatabaseTimeoutError, databaseDeadlineMs } from "./sqlite-thread.ts";

/**
 * Work of one request on the database: answers within the deadline, and any failure of the database is the person's
 * `audit_unavailable`, because without the database nothing can be recorded either.
 * @throws ProblemError `audit_unavailable`; a ProblemError of the work itself passes as it is
 */
export async function whenAvailable<T>(work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DatabaseTimeoutError("The database did not answer in time.")),
      databaseDeadlineMs,
    );
  });
  try {
    return await Promise.race([work(), deadline]);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError("audit_unavailable", "The database did not answer, so nothing was released.", { cause });
  } finally {
    clearTimeout(timer);
  }
}
