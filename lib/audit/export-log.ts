import "server-only";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { fromRow } from "./entry-row.ts";
import { findMatches } from "./find-matches.ts";
import type { ExportFormat, ExportHead } from "./format-export.ts";
import type { LogFilter } from "./log-filter.ts";
import { planFilter } from "./match-filter.ts";
import { scanSlices } from "./scan-entries.ts";

/** Rows that the main thread formats in one slice: two milliseconds of its time. */
const pageSize = 100;

/**
 * Yields the export, oldest entry first. Stops at `through`, so that it never exports entries about itself.
 * @throws the reason of `signal`
 */
export async function* exportChunks(
  tables: Kysely<Tables>,
  { filter, through, signal }: { filter: LogFilter; through: number; signal?: AbortSignal },
  format: ExportFormat,
  head: ExportHead,
): AsyncGenerator<string> {
  yield format.begin(head);
  const plan = await planFilter(tables, { ...filter, before: null }, { through, signal });
  for await (const rows of findMatches(tables, { ...plan, order: "asc", pageSize })) {
    await scanSlices().next();
    yield rows.map((row) => format.entry(fromRow(row))).join("");
  }
  yield format.end(head);
}

export type ExportOutcome = {
  outcome: "whole" | "broken_off_by_client" | "refused";
  bytes: number;
  sha256: string | null;
};

type StreamOrder = {
  /** Yields the text; `signal` aborts when the client disconnects. */
  open: (signal: AbortSignal) => AsyncGenerator<string>;
  /** Writes the outcome's log entry. */
  record: (outcome: ExportOutcome) => Promise<void>;
  /** Called once, after the last entry was read, a failure or a disconnection. */
  end: () => Promise<void>;
};

/** Sends the last chunk only after `record` resolves, so that every complete export has a log entry. */
export function streamChunks({ open, record, end }: StreamOrder): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  const chunks = open(stop.signal);
  const hash = createHash("sha256");
  const encoder = new TextEncoder();
  let bytes = 0;
  let previous: Uint8Array | null = null;

  /** Reads on until a chunk can be sent; the newest waits for the outcome's entry. */
  async function advance(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    for (;;) {
      const next = await chunks.next();
      const ready = previous;
      if (next.done) {
        await end();
        await record({ outcome: "whole", bytes, sha256: hash.digest("hex") });
        if (ready) controller.enqueue(ready);
        controller.close();
        return;
      }
      if (next.value === "") continue;
      previous = encoder.encode(next.value);
      hash.update(previous);
      bytes += previous.length;
      if (ready === null) continue;
      controller.enqueue(ready);
      return;
    }
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        await advance(controller);
      } catch (error) {
        await end();
        throw error;
      }
    },
    async cancel() {
      stop.abort();
      await end();
      await record({ outcome: "broken_off_by_client", bytes, sha256: null });
    },
  });
}
