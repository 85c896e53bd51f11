import "server-only";
import { SingleFlight } from "#lib/runtime/single-flight";
import type { AuditEvent } from "./model.ts";

const minuteMs = 60_000;
/** Addresses counted separately within a minute; the rest share one entry. */
const maxAddresses = 1_000;

type Gathered = { input: AuditEvent; count: number; endsAt: number };

/**
 * Records an address's first unauthenticated event at once, and the minute's others as one entry with a count.
 * Writes one entry at a time, so that a flood cannot delay other entries.
 */
export class EventCoalescer {
  readonly #record: (input: AuditEvent) => Promise<unknown>;
  readonly #now: () => number;
  readonly #gathered = new Map<string, Gathered>();
  readonly #queue: AuditEvent[] = [];
  readonly #writing = new SingleFlight<void>();

  constructor(record: (input: AuditEvent) => Promise<unknown>, now: () => number = Date.now) {
    this.#record = record;
    this.#now = now;
  }

  /** Never waits or throws: an unauthenticated caller is refused even if the event cannot be recorded. */
  add(input: AuditEvent): void {
    const known = this.#gathered.get(this.#keyOf(input));
    if (known && known.endsAt > this.#now()) {
      known.count += 1;
      return;
    }
    if (known) this.#close(known);
    const isFull = this.#gathered.size >= maxAddresses;
    const shown = isFull ? { ...input, address: null, requestId: null } : input;
    const other = isFull ? this.#gathered.get(this.#keyOf(shown)) : undefined;
    if (other) other.count += 1;
    else this.#open(shown);
  }

  /** Records the minutes that have ended, or all of them at shutdown. */
  async flush(everything = false): Promise<void> {
    const now = this.#now();
    for (const [key, gathered] of this.#gathered)
      if (everything || gathered.endsAt <= now) {
        this.#gathered.delete(key);
        this.#close(gathered);
      }
    await this.#writing.pending("queue");
  }

  #keyOf({ event, address }: AuditEvent): string {
    return `${event} ${address}`;
  }

  #open(input: AuditEvent): void {
    this.#gathered.set(this.#keyOf(input), { input, count: 0, endsAt: this.#now() + minuteMs });
    this.#enqueue(input);
  }

  #close({ input, count }: Gathered): void {
    if (count === 0) return;
    const { event, address, artefact, outcome, person } = input;
    this.#enqueue({ ...input, event, address, artefact, outcome, person, requestId: null, detail: { further: count } });
  }

  #enqueue(input: AuditEvent): void {
    this.#queue.push(input);
    void this.#writing.run("queue", () => this.#write());
  }

  async #write(): Promise<void> {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift())
      await this.#record(next).catch((error) => {
        console.error(
          JSON.stringify({ level: "error", msg: "an anonymous event was not recorded", error: String(error) }),
        );
      });
  }
}
