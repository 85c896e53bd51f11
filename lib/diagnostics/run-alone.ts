import "server-only";
import { ProblemError } from "#lib/problem";
import { singleton } from "#lib/runtime/singleton";

/** Seconds to wait for a second caller; most runs finish by then. */
const retryAfterS = 10;

/**
 * Runs one diagnostic at a time per process, so that the rate limit holds for all.
 * @throws ProblemError `rate_limited` while another run, possibly for another request, is in progress
 */
export async function runAlone<T>(work: () => Promise<T>): Promise<T> {
  const run = singleton("diagnostics-run", () => ({ isBusy: false }));
  if (run.isBusy)
    throw new ProblemError(
      "rate_limited",
      "Another path search or first-contact report is in progress. Try again when it has finished.",
      {
        retryAfterS,
      },
    );
  run.isBusy = true;
  try {
    return await work();
  } finally {
    run.isBusy = false;
  }
}
