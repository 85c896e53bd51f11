import "server-only";
import { ProviderFault } from "./upstream-error.ts";

/** Time and timers, passed in so that tests need not wait. */
export type Clock = {
  now(): number;
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
  random(): number;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, delayMs) => setTimeout(run, delayMs),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  random: () => Math.random(),
};

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

/** The person closed the page or pressed Cancel: nothing is wrong with anybody. */
export function cancelled(): ProviderFault {
  return new ProviderFault("provider_unavailable", "cancelled", "The request was given up before it was answered.");
}

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
        ? cancelled()
        : new ProviderFault("provider_timeout", "deadline", "The provider did not finish its answer in time."),
    );
  let timer = clock.setTimeout(expire, leftMs);
  const give = () => controller.abort(cancelled());
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

/** Waits for `work`, but no longer than the deadline; the work itself goes on for whoever shares it. */
export async function within<T>(deadline: Deadline, work: Promise<T>): Promise<T> {
  deadline.signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(deadline.signal.reason);
    deadline.signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    deadline.signal.removeEventListener("abort", stop);
  }
}
