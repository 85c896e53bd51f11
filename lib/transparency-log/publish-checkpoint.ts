import { formatShippedLine } from "./checkpoint-note.ts";

type Clock = { now: () => number; wait: (work: () => void, ms: number) => { unref?: () => unknown } };

const realClock: Clock = { now: Date.now, wait: setTimeout };

/**
 * Ships the newest checkpoint of this process to standard output: at the start, at once after a quiet time, then at most every
 * `everyMs` while the log grows, and at the end.
 */
export class CheckpointPublisher {
  readonly #print: (line: string) => void;
  readonly #everyMs: number;
  readonly #clock: Clock;
  #waiting: string | null = null;
  #shippedAt = Number.NEGATIVE_INFINITY;
  #isTimed = false;

  constructor(print: (line: string) => void, everyMs: number, clock: Clock = realClock) {
    this.#print = print;
    this.#everyMs = everyMs;
    this.#clock = clock;
  }

  /** @param note the newest signed note that this process committed, or read at its start */
  ship(note: string): void {
    this.#waiting = note;
    const restMs = this.#shippedAt + this.#everyMs - this.#clock.now();
    if (restMs <= 0) this.flush();
    else if (!this.#isTimed) {
      this.#isTimed = true;
      this.#clock
        .wait(() => {
          this.#isTimed = false;
          this.flush();
        }, restMs)
        .unref?.();
    }
  }

  /** Ships what waits. */
  flush(): void {
    if (this.#waiting === null) return;
    const now = this.#clock.now();
    this.#print(formatShippedLine(this.#waiting, new Date(now).toISOString()));
    this.#shippedAt = now;
    this.#waiting = null;
  }
}
