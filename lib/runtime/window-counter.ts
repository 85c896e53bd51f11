import "server-only";

export type WindowLimit = { limit: number; lengthMs: number; maxKeys: number };

/** Counts events of each key in fixed windows, in the memory of this process: for callers that must not cause database writes. */
export class WindowCounter {
  readonly #limit: WindowLimit;
  readonly #counts = new Map<string, number>();
  #endsAt = 0;

  constructor(limit: WindowLimit) {
    this.#limit = limit;
  }

  /**
   * Counts one event; keys beyond `maxKeys` share one count, so that many addresses cannot fill the memory.
   * @returns null if it is within the limit, else the seconds until the window ends
   */
  count(key: string, now = Date.now()): number | null {
    const { limit, lengthMs, maxKeys } = this.#limit;
    // A clock that was set back must not keep an old window open.
    if (now >= this.#endsAt || now < this.#endsAt - lengthMs) {
      this.#counts.clear();
      this.#endsAt = now + lengthMs;
    }
    const counted = this.#counts.has(key) || this.#counts.size < maxKeys ? key : "";
    const count = (this.#counts.get(counted) ?? 0) + 1;
    this.#counts.set(counted, count);
    return count <= limit ? null : Math.max(1, Math.ceil((this.#endsAt - now) / 1000));
  }
}
