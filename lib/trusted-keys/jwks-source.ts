import { SingleFlight } from "#lib/runtime/single-flight";
import { type KeySet, KeySetRejectedError, parseJwks } from "./parse-jwks.ts";
import type { TrustedKey } from "./trusted-key.ts";

/** Fresh for this long; an unknown `kid` asks sooner. */
const freshMs = 10 * 60_000;
/** After any attempt the URL is left alone for this long, whatever tokens claim. */
const coolDownMs = 30_000;
/** A signature that fails under a key of the set asks for the set again, at most this often. */
const rereadMs = 10_000;
/** A set that cannot be read again counts for this long, and says so. */
const staleMs = 24 * 3_600_000;

/** What one source of keys says now. */
export type SourceReading = KeySet & {
  source: TrustedKey["source"];
  /** ISO 8601 UTC: when `keys` were read; null when they never were. */
  readAt: string | null;
  /** Why the last attempt failed, in words for the operator; null when it did not. */
  problem: string | null;
  stale: boolean;
};

type Held = KeySet & { readAtMs: number };

/**
 * The JWK Set behind TRUST_JWKS_URL: cached, one fetch at a time, with a cool-down so that a hundred unknown `kid`s
 * cause one fetch in 30 s, and the last good answer for 24 h while the URL is down.
 */
export class JwksSource {
  readonly #fetchText: () => Promise<string>;
  readonly #clock: () => number;
  readonly #remember: (set: KeySet) => Promise<KeySet>;
  #held: Held | null = null;
  #problem: string | null = null;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #rereadAtMs = Number.NEGATIVE_INFINITY;
  readonly #flights = new SingleFlight<void>();

  /**
   * @param options.fetchText fetches the set; throws with words for the operator
   * @param options.clock milliseconds since 1970
   * @param options.remember adds to a set that was read what is remembered of its source
   */
  constructor(options: {
    fetchText: () => Promise<string>;
    clock: () => number;
    remember?: (set: KeySet) => Promise<KeySet>;
  }) {
    this.#fetchText = options.fetchText;
    this.#clock = options.clock;
    this.#remember = options.remember ?? (async (set) => set);
  }

  /** @param kid the key that a token names; null when it names none or nobody asks for one */
  async read(kid: string | null): Promise<SourceReading> {
    const needed = !this.#isFresh() || (kid !== null && !this.#held?.keys.some((key) => key.kid === kid));
    if (needed && (this.#isReading() || this.#clock() - this.#triedAtMs >= coolDownMs)) await this.#refresh();
    return this.#answer();
  }

  /**
   * Reads the set once more, before a token is called invalid: the provider may have replaced a key under the same name.
   * Concurrent callers share one reading; a set that was reread a moment ago is left as it is.
   */
  async reread(): Promise<void> {
    if (!this.#isReading()) {
      if (this.#clock() - this.#rereadAtMs < rereadMs) return;
      this.#rereadAtMs = this.#clock();
    }
    await this.#refresh();
  }

  #isFresh(): boolean {
    return this.#held !== null && this.#clock() - this.#held.readAtMs < freshMs;
  }

  #refresh(): Promise<void> {
    return this.#flights.run("set", () => this.#fetch());
  }

  #isReading(): boolean {
    return this.#flights.isRunning("set");
  }

  async #fetch(): Promise<void> {
    this.#triedAtMs = this.#clock();
    try {
      const text = await this.#fetchText();
      const readAtMs = this.#clock();
      const set = await parseJwks(text, { source: "TRUST_JWKS_URL", fetchedAt: new Date(readAtMs).toISOString() });
      // Memory is a help: without it the keys are what the source says.
      this.#held = { ...(await this.#remember(set).catch(() => set)), readAtMs };
      this.#problem = null;
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : "cannot be read";
      // A set that gives its private keys away must not be believed from memory either.
      if (error instanceof KeySetRejectedError && error.compromised) this.#held = null;
    }
  }

  #answer(): SourceReading {
    const source = "TRUST_JWKS_URL";
    const held = this.#held;
    if (!held || this.#clock() - held.readAtMs > staleMs)
      return { source, keys: [], leftOut: [], unsupported: [], readAt: null, problem: this.#problem, stale: false };
    const stale = this.#problem !== null;
    const keys = stale ? held.keys.map((key) => ({ ...key, stale })) : held.keys;
    return {
      source,
      keys,
      leftOut: held.leftOut,
      unsupported: held.unsupported,
      readAt: new Date(held.readAtMs).toISOString(),
      problem: this.#problem,
      stale,
    };
  }
}
