import "server-only";
import type { Kysely } from "kysely";
import type { LogEntryRow, Tables } from "#lib/database/tables";
import type { LogEntry } from "./entry-line.ts";
import { readNewestCheckpoint, type StoredCheckpoint } from "./newest-checkpoint.ts";
import { formatConsistencyProof } from "./proof-files.ts";
import { subtreeReader } from "./read-tree.ts";
import { readConsistencyProof, readInclusionProof } from "./tree-proofs.ts";

export const entryLineColumns = [
  "index",
  "at",
  "event",
  "commitment",
  "salt",
  "content",
] as const satisfies (keyof LogEntryRow)[];

/** Entry with its inclusion proof for the newest checkpoint; null for an entry that is missing. */
export async function readEntryProof(
  tables: Kysely<Tables>,
  index: number,
): Promise<{ entry: LogEntry; path: Buffer[]; checkpoint: StoredCheckpoint } | null> {
  const checkpoint = await readNewestCheckpoint(tables);
  if (checkpoint === undefined || !Number.isSafeInteger(index) || index < 0 || index >= checkpoint.size) return null;
  const { log, size } = checkpoint;
  const entry = await tables
    .selectFrom("log_entries")
    .select(entryLineColumns)
    .where("log", "=", log)
    .where("index", "=", index)
    .executeTakeFirst();
  if (entry === undefined) return null;
  return { entry, path: await readInclusionProof(subtreeReader(tables, log, size), index, size), checkpoint };
}

/** Consistency proof from `old` to the newest checkpoint; null beyond its size. */
export async function readConsistency(tables: Kysely<Tables>, old: number): Promise<string | null> {
  const checkpoint = await readNewestCheckpoint(tables);
  if (checkpoint === undefined || !Number.isSafeInteger(old) || old < 0 || old > checkpoint.size) return null;
  const { log, size, note } = checkpoint;
  return formatConsistencyProof(old, await readConsistencyProof(subtreeReader(tables, log, size), old, size), note);
}
