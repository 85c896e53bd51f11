import "server-only";
import { type Clock, systemClock } from "#lib/runtime/clock";
import { cancelledError, UpstreamError } from "./upstream-error.ts";

/** The one end of a question, over all its tries, its login and its body. */
export type Deadline = {
  /** Aborts with a ProviderFault: the time is over, or the person went away. */
  signal: AbortSignal;
  remainingMs(): number;
  /** The reader is slow: its time is not the provider's. A reader that takes nothing for as long as the deadline ends it too. */
  pause(): void;
  resume(): void;
  /** The question is over; frees timer and listener. */
  end(): void;
};

/**
 * @param deadlineMs of the provider's time; pauses do not count
 * @param signal of the person's own request
 */
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
        : new UpstreamError("provider_timeout", "deadline", "The provider did not finish its answer in time."),
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
