type Line = { running: AbortController | null; waiting: number; last: Promise<void> };

/**
 * Runs one call at a time for each key, in order. A call that has waited `patienceMs` aborts the running one, so that short calls
 * never cancel each other, and the newest never waits for a long one.
 */
export class ReplaceableCalls {
  readonly #lines = new Map<string, Line>();
  readonly #limits: { patienceMs: number; maxWaiting: number };

  constructor(limits: { patienceMs: number; maxWaiting: number }) {
    this.#limits = limits;
  }

  /**
   * @param options.replaced error of a call that was replaced, or that finds too many waiting
   * @throws the reason of `options.signal`
   */
  async run<T>(
    key: string,
    call: (signal: AbortSignal) => Promise<T>,
    { signal, replaced }: { signal: AbortSignal; replaced: () => Error },
  ): Promise<T> {
    const line = this.#lines.get(key) ?? { running: null, waiting: 0, last: Promise.resolve() };
    if (line.waiting >= this.#limits.maxWaiting) throw replaced();
    this.#lines.set(key, line);
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const turn = line.last;
    line.last = turn.then(() => ended);
    line.waiting += 1;
    const timer = setInterval(() => line.running?.abort(replaced()), this.#limits.patienceMs);
    await turn;
    clearInterval(timer);
    line.waiting -= 1;
    const controller = new AbortController();
    line.running = controller;
    try {
      signal.throwIfAborted();
      return await call(AbortSignal.any([signal, controller.signal]));
    } finally {
      line.running = null;
      if (line.waiting === 0) this.#lines.delete(key);
      end();
    }
  }
}
