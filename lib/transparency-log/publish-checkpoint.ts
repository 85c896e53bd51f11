import "server-only";
import { makeCheckpoint, readLastCheckpoint } from "./checkpoint-store.ts";
import type { LogContext } from "./log-context.ts";
import type { Checkpoint } from "./schema.ts";
import type { TreeHead } from "./tree-head.ts";

/** Entries and milliseconds after which a new checkpoint is due. */
export const anchorEvery = { entries: 1_000, ms: 5 * 60_000 } as const;

/** Formats a line for log shipping, which `parseCheckpoints` reads. */
export function formatCheckpointLine(checkpoint: Checkpoint): string {
  return JSON.stringify({ level: "info", msg: "audit checkpoint", ...checkpoint });
}

/** Publishes due checkpoints; among replicas, the one that stores a checkpoint publishes it. */
export class CheckpointPublisher {
  readonly #context: () => Promise<LogContext>;
  readonly #print: (line: string) => void;
  #last: { sequence: number; at: number } | null = null;
  #working = false;

  constructor(context: () => Promise<LogContext>, print: (line: string) => void) {
    this.#context = context;
    this.#print = print;
  }

  /** Runs after each append and periodically. Never throws, because a failed checkpoint must not stop the log. */
  async consider(head: TreeHead | null): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      const context = await this.#context();
      this.#last ??= await this.#readLast(context);
      const isDue =
        context.now() - this.#last.at >= anchorEvery.ms ||
        (head !== null && head.sequence - this.#last.sequence >= anchorEvery.entries);
      if (isDue) await this.#anchor(context);
    } catch {
      // The next group or period retries; readers report an unreadable log.
    } finally {
      this.#working = false;
    }
  }

  async #readLast(context: LogContext): Promise<{ sequence: number; at: number }> {
    const row = await readLastCheckpoint(context.log);
    return row ?? { sequence: 0, at: context.now() };
  }

  async #anchor(context: LogContext): Promise<void> {
    const made = await makeCheckpoint(context);
    if (made === null) return;
    this.#last = { sequence: made.checkpoint.sequence, at: context.now() };
    if (made.isNew) this.#print(formatCheckpointLine(made.checkpoint));
  }
}
