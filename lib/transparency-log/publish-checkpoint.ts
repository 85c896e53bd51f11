import "server-only";
import type { Checkpoint } from "./checkpoint.ts";
import { makeCheckpoint, readLastCheckpoint } from "./checkpoint-store.ts";
import type { LogContext } from "./log-context.ts";
import type { TreeHead } from "./tree-head.ts";

/** Entries and milliseconds after which a new checkpoint is due. */
export const anchorEvery = { entries: 1_000, ms: 5 * 60_000 } as const;

/** Formats a line for log shipping, which `parseCheckpoints` reads. */
export function formatCheckpointLine(checkpoint: Checkpoint): string {
  return JSON.stringify({ level: "info", msg: "audit checkpoint", ...checkpoint });
}

/** Publishes due checkpoints; among replicas, the one that stores a checkpoint publishes it. */
export class CheckpointPublisher {
  readonly #place: () => Promise<LogContext>;
  readonly #say: (line: string) => void;
  #last: { sequence: number; at: number } | null = null;
  #working = false;

  constructor(place: () => Promise<LogContext>, say: (line: string) => void) {
    this.#place = place;
    this.#say = say;
  }

  /** Runs after each append and periodically. Never throws, because a failed checkpoint must not stop the log. */
  async consider(head: TreeHead | null): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      const place = await this.#place();
      this.#last ??= await this.#readLast(place);
      const isDue =
        place.now() - this.#last.at >= anchorEvery.ms ||
        (head !== null && head.sequence - this.#last.sequence >= anchorEvery.entries);
      if (isDue) await this.#anchor(place);
    } catch {
      // The next group or period retries; readers report an unreadable log.
    } finally {
      this.#working = false;
    }
  }

  async #readLast(place: LogContext): Promise<{ sequence: number; at: number }> {
    const row = await readLastCheckpoint(place.log);
    return row ?? { sequence: 0, at: place.now() };
  }

  async #anchor(place: LogContext): Promise<void> {
    const made = await makeCheckpoint(place);
    if (made === null) return;
    this.#last = { sequence: made.checkpoint.sequence, at: place.now() };
    if (made.isNew) this.#say(formatCheckpointLine(made.checkpoint));
  }
}
