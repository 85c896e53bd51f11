import "server-only";
import { ProblemError } from "#lib/problem";
import { singleton } from "#lib/runtime/singleton";

/** What the second caller is advised to wait; most runs are over by then. */
const retryAfterS = 10;

/**
 * Runs one diagnostic at a time in this process, so that the limit of requests a second holds for all of them together.
 * A second caller is refused rather than joined: it may name another signature request.
 * @throws ProblemError `rate_limited` while another run is in progress
 */
export async function runAlone<T>(work: () => Promise<T>): Promise<T> {
  const run = singleton("diagnostics-run", () => ({ isBusy: false }));
  if (run.isBusy)
    throw new ProblemError("rate_limited", "A path search or first-contact report is running. Wait for its end.", {
      retryAfterS,
    });
  run.isBusy = true;
  try {
    return await work();
  } finally {
    run.isBusy = false;
  }
}
