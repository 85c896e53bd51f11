import "server-only";
import { withTimeout } from "#lib/runtime/race-abort";
import { LogKeyError } from "#lib/transparency-log/choose-keys";
import type { LogContext } from "#lib/transparency-log/log-context";
import { LogCutError, type LogState } from "#lib/transparency-log/log-state";
import { LogChangedError } from "#lib/transparency-log/read-tree";
import { appendEntries } from "./append-entries.ts";
import type { UnsignedEntry } from "./model.ts";

export const recordDeadlineMs = 1_800;

/** Maximum entries per commit: one tile of the tree. */
const maxGroup = 256;

type Waiting = {
  content: UnsignedEntry;
  resolve(sequence: number): void;
  reject(error: unknown): void;
  abandoned: boolean;
};

export class RecordTimeoutError extends Error {
  override readonly name = "RecordTimeoutError";
}

const isRefusal = (error: unknown): error is Error =>
  error instanceof LogCutError || error instanceof LogChangedError || error instanceof LogKeyError;

/** Group commit: collects entries while a commit runs, and drops those whose caller timed out before the next one. */
export class AuditWriter {
  readonly #context: () => Promise<LogContext>;
  readonly #onAppended: (note: string) => void;
  readonly #onRefused: (error: Error) => void;
  #queue: Waiting[] = [];
  #working = false;
  /** What this process last saw committed. A commit whose outcome is unknown leaves it as it was. */
  #state: LogState | null = null;

  /**
   * @param onAppended receives the signed note of each commit
   * @param onRefused receives why a log that was changed, cut or signed with another key is not continued
   */
  constructor(
    context: () => Promise<LogContext>,
    onAppended: (note: string) => void = () => undefined,
    onRefused: (error: Error) => void = () => undefined,
  ) {
    this.#context = context;
    this.#onAppended = onAppended;
    this.#onRefused = onRefused;
  }

  /** Resolves with the entry's number once durable; rejects within `recordDeadlineMs` otherwise. */
  append(content: UnsignedEntry): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const waiting: Waiting = { content, resolve, reject, abandoned: false };
    this.#queue.push(waiting);
    void this.#work();
    return withTimeout(promise, recordDeadlineMs, () => {
      waiting.abandoned = true;
      return new RecordTimeoutError("The entry could not be made durable in time.");
    });
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    while (this.#queue.length > 0) await this.#commitGroup();
    this.#working = false;
  }

  async #commitGroup(): Promise<void> {
    // Opens the log before taking the group, so that entries abandoned meanwhile are not written.
    const context = await this.#context().catch((error: Error) => error);
    this.#queue = this.#queue.filter((waiting) => !waiting.abandoned);
    const group = this.#queue.splice(0, maxGroup);
    if (group.length === 0) return;
    try {
      if (context instanceof Error) throw context;
      const contents = group.map(({ content }) => content);
      const { state, indexes } = await appendEntries(context, contents, this.#state);
      this.#state = state;
      for (const [position, waiting] of group.entries()) waiting.resolve((indexes[position] ?? 0) + 1);
      this.#onAppended(state.note);
    } catch (error) {
      if (isRefusal(error)) this.#onRefused(error);
      for (const waiting of group) waiting.reject(error);
    }
  }
}
