/** Runs at most `limit` calls at once; others wait in order. A call whose signal aborts while it waits never starts. */
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
      // Passes the slot to the next call without freeing it in between.
      if (next) next();
      else flying -= 1;
    }
  };
}
