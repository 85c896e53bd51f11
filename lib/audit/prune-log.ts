import "server-only";
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { LogEntryRow } from "#lib/database/tables";
import { formatEntryLine } from "#lib/transparency-log/entry-line";
import { tileWidth } from "#lib/transparency-log/growing-tree";
import type { StoredCheckpoint } from "#lib/transparency-log/newest-checkpoint";
import { readKeysFile } from "#lib/transparency-log/read-keys-file";
import { entryLineColumns } from "#lib/transparency-log/read-proofs";
import { subtreeReader } from "#lib/transparency-log/read-tree";
import { readInclusionProof } from "#lib/transparency-log/tree-proofs";
import {
  ActRefusedError,
  actOnLog,
  describeAct,
  isHeld,
  isStructural,
  type LogAct,
  readLogActs,
  requireIntactLog,
  requireYear,
} from "./act-on-log.ts";
import { type CitedCandidate, readCitations } from "./cited-entries.ts";
import { formatExportHead } from "./export-head.ts";
import { requireClock } from "./require-clock.ts";

/** What a pruning takes (indexes, ascending), and what stays in the pruned tiles. */
export type PruningPlan = { indexes: number[]; onHold: number[]; cited: number[] };

type Candidate = Pick<LogEntryRow, "index" | "at"> & CitedCandidate;

const batch = 500;

/** Reads the entries of one full tile that are still there. */
const readTile = ({ context }: LogAct, log: number, number: number): Promise<Candidate[]> =>
  context.log
    .selectFrom("log_entries")
    .select(["index", "at", "event", "sr_id", "evidence_id", "outcome", "content"])
    .where("log", "=", log)
    .where("index", ">=", number * tileWidth)
    .where("index", "<", (number + 1) * tileWidth)
    .orderBy("index")
    .execute();

/** Chooses whole tiles whose entries are all older than `before`. */
async function choose(act: LogAct, { log, size }: StoredCheckpoint, before: number): Promise<PruningPlan> {
  const acts = await readLogActs(act, log);
  const plan: PruningPlan = { indexes: [], onHold: [], cited: [] };
  const isCited = await readCitations(act);
  for (let number = 0; (number + 1) * tileWidth <= size; number += 1) {
    const rows = await readTile(act, log, number);
    // Times may go back a little, so every entry counts, not only the last.
    if (rows.some(({ at }) => at >= before)) break;
    for (const row of rows) {
      const { index } = row;
      if (isStructural(row.event)) continue;
      const part = isCited(row) ? "cited" : isHeld(acts, index) ? "onHold" : "indexes";
      plan[part].push(index);
    }
  }
  return plan;
}

/** Writes the entries with their proofs to a new file and syncs it. @returns its SHA-256 in lower-case hex */
async function writeExport(
  act: LogAct,
  { log, size, note }: StoredCheckpoint,
  indexes: readonly number[],
  file: string,
): Promise<string> {
  const { context, by } = act;
  const keys = await readKeysFile(context.log, context.keys);
  const read = subtreeReader(context.log, log, size);
  const hash = createHash("sha256");
  // Exclusive mode: never overwrites an existing export.
  const descriptor = openSync(file, "wx", 0o600);
  const write = (text: string) => {
    hash.update(text);
    writeSync(descriptor, text);
  };
  try {
    write(
      formatExportHead({
        exportedAt: context.now(),
        exportedBy: by.name,
        filter: { act: "pruning" },
        checkpoint: note,
        keys,
      }),
    );
    for (let at = 0; at < indexes.length; at += batch) {
      const rows = await context.log
        .selectFrom("log_entries")
        .select(entryLineColumns)
        .where("log", "=", log)
        .where("index", "in", indexes.slice(at, at + batch))
        .orderBy("index")
        .execute();
      for (const row of rows) write(`${formatEntryLine(row, await readInclusionProof(read, row.index, size))}\n`);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}

/**
 * Plans to export and then delete entries older than `before` (UTC milliseconds), of whole tiles only; their hashes stay in the tiles.
 * @throws ActRefusedError if `before` is less than a year ago, the clock contradicts the log, or the log does not verify
 */
export async function planPruning(
  act: LogAct,
  before: number,
): Promise<PruningPlan & { commit(file: string): Promise<{ number: number; sha256: string }> }> {
  requireYear(before, act.context.now());
  await requireClock(act.context);
  const newest = await requireIntactLog(act);
  const { indexes, onHold, cited } = await choose(act, newest, before);
  return {
    indexes,
    onHold,
    cited,
    async commit(file) {
      const sha256 = await writeExport(act, newest, indexes, file);
      const entries = describeAct({ event: "pruning", detail: { exportSha256: sha256 } }, indexes);
      const number = await actOnLog(act, newest, entries, async (transaction) => {
        const inside = { ...act, context: { ...act.context, log: transaction } };
        const now = await readLogActs(inside, newest.log);
        if (indexes.some((index) => isHeld(now, index)))
          throw new ActRefusedError(
            "Nothing was pruned: some of the entries were put on hold meanwhile. Delete the export and run the command again.",
          );
        for (let at = 0; at < indexes.length; at += batch)
          await transaction
            .deleteFrom("log_entries")
            .where("log", "=", newest.log)
            .where("index", "in", indexes.slice(at, at + batch))
            .execute();
      });
      return { number, sha256 };
    },
  };
}
