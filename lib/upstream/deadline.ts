import "server-only";
import { type Clock, systemClock } from "#lib/runtime/clock";
import { cancelledError, UpstreamError } from "./upstream-error.ts";

/** One deadline for a request with all its tries, its login and its body. */
export type Deadline = {
  /** Aborts with an UpstreamError on expiry or when the client disconnects. */
  signal: AbortSignal;
  remainingMs(): number;
  /** Stops the clock while the client reads slowly; a client that reads nothing for the full deadline also ends it. */
  pause(): void;
  resume(): void;
  end(): void;
};

/** @param deadlineMs counts only the provider's time, without pauses */
export function startDeadline(
  deadlineMs: number,
  signal: AbortSignal | undefined,
  clock: Clock = systemClock,
): Deadline {
  const controller = new AbortController();
  let leftMs = deadlineMs;
  let startedAt = clock.now();
  let paused = false;
  let ended = false;

  const expire = () =>
    controller.abort(
      paused
        ? cancelledError()
        : new UpstreamError(
            "provider_timeout",
            "deadline",
            "The provider didn't finish its response in time. Try again later.",
          ),
    );
  let timer = clock.setTimeout(expire, leftMs);
  const give = () => controller.abort(cancelledError());
  if (signal?.aborted) give();
  else signal?.addEventListener("abort", give, { once: true });

  const restart = (delayMs: number) => {
    clock.clearTimeout(timer);
    startedAt = clock.now();
    timer = clock.setTimeout(expire, delayMs);
  };
  const remainingMs = () => Math.max(0, paused ? leftMs : leftMs - (clock.now() - startedAt));
  return {
    signal: controller.signal,
    remainingMs,
    pause() {
      if (paused || ended) return;
      leftMs = remainingMs();
      paused = true;
      restart(deadlineMs);
    },
    resume() {
      if (!paused || ended) return;
      paused = false;
      restart(leftMs);
    },
    end() {
      ended = true;
      clock.clearTimeout(timer);
      signal?.removeEventListener("abort", give);
    },
  };
}
