import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { TimeChecker } from "./entry-times.ts";
import type { TimeAnomaly } from "./schema.ts";

/** Entries before each shown one with which it is compared. Verification compares with all. */
const before = 16;

async function readTimes(tables: Kysely<Tables>, log: number, sequences: number[]): Promise<Map<number, number>> {
  if (log === 0) {
    const former = tables.selectFrom("audit_entries").select(["sequence", "at"]).where("sequence", "in", sequences);
    return new Map((await former.execute()).map(({ sequence, at }) => [sequence, at]));
  }
  const rows = await tables
    .selectFrom("log_entries")
    .select(["index", "at"])
    .where("log", "=", log)
    .where(
      "index",
      "in",
      sequences.map((sequence) => sequence - 1),
    )
    .execute();
  return new Map(rows.map(({ index, at }) => [index + 1, at]));
}

/** Compares shown entries with those before them in the log, which a filter may hide. @returns anomalies by sequence */
export async function findTimeAnomalies(
  tables: Kysely<Tables>,
  log: number,
  shown: readonly { sequence: number }[],
  now: number,
): Promise<Map<number, TimeAnomaly>> {
  const runs = shown.map(({ sequence }) => Array.from({ length: before + 1 }, (_, index) => sequence - before + index));
  const found = new Map<number, TimeAnomaly>();
  if (runs.length === 0) return found;
  const times = await readTimes(tables, log, [...new Set(runs.flat())]);
  for (const run of runs) {
    const checker = new TimeChecker(now);
    let last: TimeAnomaly | null = null;
    for (const sequence of run) {
      const at = times.get(sequence);
      if (at !== undefined) last = checker.check(at)?.anomaly ?? null;
    }
    if (last !== null) found.set(run.at(-1) ?? 0, last);
  }
  return found;
}
