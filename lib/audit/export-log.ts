import "server-only";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { subtreeReader } from "#lib/transparency-log/read-tree";
import { readInclusionProof } from "#lib/transparency-log/tree-proofs";
import { findMatches } from "./find-matches.ts";
import type { ExportFacts, ExportFormat } from "./format-export.ts";
import type { LogFilter } from "./log-filter.ts";
import { planFilter } from "./match-filter.ts";
import { scanSlices } from "./scan-entries.ts";

/** Rows that the main thread formats in one slice: two milliseconds of its time. */
const pageSize = 100;

/** `size` entries of the log are exported, so that an export never has entries about itself. */
export type ExportOrder = { log: number; filter: LogFilter; size: number; hasPaths: boolean; signal?: AbortSignal };

/**
 * Yields the export, oldest entry first.
 * @throws the reason of `signal`
 */
export async function* exportChunks(
  tables: Kysely<Tables>,
  { log, filter, size, hasPaths, signal }: ExportOrder,
  format: ExportFormat,
  facts: ExportFacts,
): AsyncGenerator<string> {
  yield format.begin(facts);
  const plan = await planFilter(tables, { ...filter, log, before: null }, { through: size, signal });
  const read = hasPaths && format.hasProofs && log > 0 ? subtreeReader(tables, log, size) : null;
  for await (const entries of findMatches(tables, { ...plan, order: "asc", pageSize })) {
    await scanSlices().next();
    let text = "";
    for (const entry of entries)
      text += format.entry(entry, read === null ? undefined : await readInclusionProof(read, entry.sequence - 1, size));
    yield text;
  }
  yield format.end(facts);
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
