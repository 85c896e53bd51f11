import "server-only";
import { SingleFlight } from "#lib/runtime/single-flight";
import type { AuditEvent } from "./model.ts";

/** A run ends after this time without a poll, well above the longest polling interval of a page. */
export const idleMs = 150_000;
/** Maximum duration of a run; the next poll starts a new one. */
const maxMs = 60 * 60_000;

type Run = { input: AuditEvent; count: number; openedAt: number; lastAt: number };

/**
 * Records the polls of one session for one evidence as an opening entry and a closing entry with their count.
 * A missing closing entry means that the process ended first.
 */
export class PollRuns {
  readonly #record: (input: AuditEvent) => Promise<unknown>;
  readonly #now: () => number;
  readonly #runs = new Map<string, Run>();
  readonly #opening = new SingleFlight<void>();

  constructor(record: (input: AuditEvent) => Promise<unknown>, now: () => number = Date.now) {
    this.#record = record;
    this.#now = now;
  }

  /** Resolves once the response to this poll may be sent. @throws ProblemError `audit_unavailable` if the opening entry fails */
  async poll(sessionId: string, input: AuditEvent): Promise<void> {
    const key = `${sessionId} ${input.srId} ${input.evidenceId}`;
    while (this.#opening.isRunning(key)) await this.#opening.pending(key);
    const run = this.#runs.get(key);
    const now = this.#now();
    if (run && now - run.lastAt < idleMs && now - run.openedAt < maxMs) {
      run.count += 1;
      run.lastAt = now;
      return;
    }
    await this.#opening.run(key, () => this.#open(key, input));
  }

  async #open(key: string, input: AuditEvent): Promise<void> {
    const former = this.#runs.get(key);
    this.#runs.delete(key);
    if (former) await this.#close(former);
    await this.#record({ ...input, event: "status_poll", outcome: "opened" });
    this.#runs.set(key, { input, count: 1, openedAt: this.#now(), lastAt: this.#now() });
  }

  /** Closes idle runs, or all of them at shutdown. */
  async sweep(everything = false): Promise<void> {
    const now = this.#now();
    for (const [key, run] of this.#runs) {
      if (!everything && now - run.lastAt < idleMs) continue;
      this.#runs.delete(key);
      await this.#close(run);
    }
  }

  async #close({ input, count }: Run): Promise<void> {
    await this.#record({ ...input, event: "status_poll", outcome: "closed", detail: { count } });
  }
}
