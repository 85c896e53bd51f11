/**
 * Lets at most `limit` calls fly at once; the others wait in the order they came. A call whose signal is aborted while
 * it waits never starts (it rejects with the signal's reason).
 */
export function createSemaphore(limit: number) {
  let flying = 0;
  const waiting: (() => void)[] = [];

  return async function fly<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (flying >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else flying += 1;
    try {
      signal.throwIfAborted();
      return await call();
    } finally {
      const next = waiting.shift();
      // The place goes on to the next one without being free in between.
      if (next) next();
      else flying -= 1;
    }
  };
}
