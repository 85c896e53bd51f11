import "server-only";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { fromRow } from "./entry-row.ts";
import type { ExportFormat, ExportHead } from "./format-export.ts";
import type { LogFilter } from "./log-filter.ts";
import { matchFilter } from "./read-log.ts";

const pageSize = 500;

/** Yields the export, oldest entry first. Stops at `through`, so that it never exports entries about itself. */
export async function* exportChunks(
  tables: Kysely<Tables>,
  filter: LogFilter,
  through: number,
  format: ExportFormat,
  head: ExportHead,
): AsyncGenerator<string> {
  yield format.begin(head);
  for (let after = 0; ; ) {
    const rows = await tables
      .selectFrom("audit_entries")
      .selectAll()
      .where(matchFilter(filter))
      .where("sequence", ">", after)
      .where("sequence", "<=", through)
      .orderBy("sequence")
      .limit(pageSize)
      .execute();
    if (rows.length > 0) yield rows.map((row) => format.entry(fromRow(row))).join("");
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) break;
    after = last.sequence;
  }
  yield format.end(head);
}

export type ExportOutcome = {
  outcome: "whole" | "broken_off_by_client" | "refused";
  bytes: number;
  sha256: string | null;
};

/** Sends the last chunk only after `record` resolves, so that every complete export has a log entry. */
export function streamChunks(
  chunks: AsyncGenerator<string>,
  record: (outcome: ExportOutcome) => Promise<void>,
): ReadableStream<Uint8Array> {
  const hash = createHash("sha256");
  const encoder = new TextEncoder();
  let bytes = 0;
  let previous: Uint8Array | null = null;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const next = await chunks.next();
        const ready = previous;
        if (next.done) {
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
    },
    async cancel() {
      await chunks.return(undefined);
      await record({ outcome: "broken_off_by_client", bytes, sha256: null });
    },
  });
}
