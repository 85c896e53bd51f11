/** Concurrent callers with the same key share one call in progress (Go's `singleflight`). No result is kept. */
export class SingleFlight<Value, Key = string> {
  readonly #pending = new Map<Key, Promise<Value>>();

  /** Joins the call in progress for `key`, or starts `call`. */
  run(key: Key, call: () => Promise<Value>): Promise<Value> {
    const pending = this.#pending.get(key) ?? call().finally(() => this.#pending.delete(key));
    this.#pending.set(key, pending);
    return pending;
  }

  /** Returns the call in progress, for callers that only wait for it. */
  pending(key: Key): Promise<Value> | undefined {
    return this.#pending.get(key);
  }

  isRunning(key: Key): boolean {
    return this.#pending.has(key);
  }
}
