import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { TimeChecker } from "./entry-times.ts";
import type { TimeAnomaly } from "./schema.ts";

/** Entries before each shown one with which it is compared. Verification compares with all. */
const before = 16;

/** Compares shown entries with those before them in the log, which a filter may hide. @returns anomalies by sequence */
export async function findTimeAnomalies(
  tables: Kysely<Tables>,
  shown: readonly { sequence: number }[],
  now: number,
): Promise<Map<number, TimeAnomaly>> {
  const runs = shown.map(({ sequence }) => Array.from({ length: before + 1 }, (_, index) => sequence - before + index));
  const found = new Map<number, TimeAnomaly>();
  if (runs.length === 0) return found;
  const rows = await tables
    .selectFrom("audit_entries")
    .select(["sequence", "at"])
    .where("sequence", "in", [...new Set(runs.flat())])
    .execute();
  const times = new Map(rows.map(({ sequence, at }) => [sequence, at]));
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
