import "server-only";
import type { Checkpoint } from "./checkpoint.ts";
import { makeCheckpoint, readLastCheckpoint } from "./checkpoint-store.ts";
import type { LogContext } from "./log-context.ts";
import type { TreeHead } from "./tree-head.ts";

/** Entries, and time, after which a new checkpoint is due. */
export const anchorEvery = { entries: 1_000, ms: 5 * 60_000 } as const;

/** One line for log shipping; `parseCheckpoints` reads it back. */
export function formatCheckpointLine(checkpoint: Checkpoint): string {
  return JSON.stringify({ level: "info", msg: "audit checkpoint", ...checkpoint });
}

/**
 * Decides after each group whether a checkpoint is due, and lets it out. Replicas agree through the stored ones: who
 * stores it, says it.
 */
export class CheckpointPublisher {
  readonly #place: () => Promise<LogContext>;
  readonly #say: (line: string) => void;
  #last: { sequence: number; at: number } | null = null;
  #working = false;

  constructor(place: () => Promise<LogContext>, say: (line: string) => void) {
    this.#place = place;
    this.#say = say;
  }

  /** Called with each new head, and now and then without one. Never throws: anchoring must not stop the log. */
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
      // The next group or the next minute tries again; a log that cannot be read is reported by its readers.
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
