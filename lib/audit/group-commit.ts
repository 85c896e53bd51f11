import "server-only";
import { withTimeout } from "#lib/runtime/race-abort";
import type { LogContext } from "#lib/transparency-log/log-context";
import { emptyHead, type TreeHead } from "#lib/transparency-log/tree-head";
import { appendGroup } from "./append-entries.ts";
import type { UnsignedEntry } from "./model.ts";

export const recordDeadlineMs = 1_800;

/** Maximum entries per commit; with 21 columns each, they stay below the databases' parameter limits. */
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

/** Group commit: collects entries while a commit runs, and drops those whose caller timed out before the next one. */
export class AuditWriter {
  readonly #context: () => Promise<LogContext>;
  readonly #onAppended: (head: TreeHead) => void;
  #queue: Waiting[] = [];
  #working = false;
  #head: TreeHead = emptyHead;

  constructor(context: () => Promise<LogContext>, onAppended: (head: TreeHead) => void = () => undefined) {
    this.#context = context;
    this.#onAppended = onAppended;
  }

  /** Resolves with the sequence once durable; rejects within `recordDeadlineMs` otherwise. */
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
      const contents = group.map((waiting) => waiting.content);
      const { head, sequences } = await appendGroup(context, contents, this.#head);
      this.#head = head;
      for (const [index, waiting] of group.entries()) waiting.resolve(sequences[index] ?? head.sequence);
      this.#onAppended(head);
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    }
  }
}
