import { SingleFlight } from "#lib/runtime/single-flight";
import { type KeySet, KeySetRejectedError, parseJwks } from "./parse-jwks.ts";
import type { TrustedKey } from "./trusted-key.ts";

/** Milliseconds until a refetch; an unknown `kid` may refetch sooner. */
const freshMs = 10 * 60_000;
/** Minimum milliseconds between attempts, for any `kid`. */
const coolDownMs = 30_000;
/** Minimum milliseconds between refetches that a failed signature causes. */
const rereadMs = 10_000;
/** Milliseconds for which a stale set stays in use, marked as stale. */
const staleMs = 24 * 3_600_000;

export type SourceReading = KeySet & {
  source: TrustedKey["source"];
  /** ISO 8601 UTC time when `keys` were read, or null if never. */
  readAt: string | null;
  /** Error of the last attempt, for the operator; null if it succeeded. */
  problem: string | null;
  stale: boolean;
};

type CachedKeys = KeySet & { readAtMs: number };

/**
 * Caches a JWK Set with single-flight fetches, a 30 s cooldown for unknown `kid`s, and 24 h of stale responses while
 * the URL is down.
 */
export class JwksSource {
  readonly #fetchText: () => Promise<string>;
  readonly #clock: () => number;
  readonly #remember: (set: KeySet) => Promise<KeySet>;
  #cached: CachedKeys | null = null;
  #problem: string | null = null;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #rereadAtMs = Number.NEGATIVE_INFINITY;
  readonly #sharedCalls = new SingleFlight<void>();

  /** @param options.fetchText throws with a message for the operator. @param options.remember adds the key history */
  constructor(options: {
    fetchText: () => Promise<string>;
    clock: () => number;
    remember?: (set: KeySet) => Promise<KeySet>;
  }) {
    this.#fetchText = options.fetchText;
    this.#clock = options.clock;
    this.#remember = options.remember ?? (async (set) => set);
  }

  async read(kid: string | null): Promise<SourceReading> {
    const needed = !this.#isFresh() || (kid !== null && !this.#cached?.keys.some((key) => key.kid === kid));
    if (needed && (this.#isReading() || this.#clock() - this.#triedAtMs >= coolDownMs)) await this.#refresh();
    return this.#read();
  }

  /** Refetches the set, single-flight, because the provider may have replaced a key under the same `kid`. */
  async reread(): Promise<void> {
    if (!this.#isReading()) {
      if (this.#clock() - this.#rereadAtMs < rereadMs) return;
      this.#rereadAtMs = this.#clock();
    }
    await this.#refresh();
  }

  #isFresh(): boolean {
    return this.#cached !== null && this.#clock() - this.#cached.readAtMs < freshMs;
  }

  #refresh(): Promise<void> {
    return this.#sharedCalls.run("set", () => this.#fetch());
  }

  #isReading(): boolean {
    return this.#sharedCalls.isRunning("set");
  }

  async #fetch(): Promise<void> {
    this.#triedAtMs = this.#clock();
    try {
      const text = await this.#fetchText();
      const readAtMs = this.#clock();
      const set = await parseJwks(text, { source: "TRUST_JWKS_URL", fetchedAt: new Date(readAtMs).toISOString() });
      // The key history is optional: without it, the source's keys apply.
      this.#cached = { ...(await this.#remember(set).catch(() => set)), readAtMs };
      this.#problem = null;
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : "cannot be read";
      // Discards the cached set too if the source leaked private keys.
      if (error instanceof KeySetRejectedError && error.compromised) this.#cached = null;
    }
  }

  #read(): SourceReading {
    const source = "TRUST_JWKS_URL";
    const cached = this.#cached;
    if (!cached || this.#clock() - cached.readAtMs > staleMs)
      return { source, keys: [], leftOut: [], unsupported: [], readAt: null, problem: this.#problem, stale: false };
    const stale = this.#problem !== null;
    const keys = stale ? cached.keys.map((key) => ({ ...key, stale })) : cached.keys;
    return {
      source,
      keys,
      leftOut: cached.leftOut,
      unsupported: cached.unsupported,
      readAt: new Date(cached.readAtMs).toISOString(),
      problem: this.#problem,
      stale,
    };
  }
}
