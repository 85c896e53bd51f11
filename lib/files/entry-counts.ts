import type { ArchiveEntry } from "#lib/formats/zip/model";
import { highestSeverityOf } from "./highest-severity.ts";
import type { EntryCheck } from "./model.ts";

/** Counts of entries. `anomalies` counts entries with a warning or an error, `errors` those with an error; `checked` and `unread` (unreadable ones) exclude folders. */
export type EntryCounts = {
  files: number;
  checked: number;
  damaged: number;
  unread: number;
  anomalies: number;
  errors: number;
};

export const emptyCounts: EntryCounts = { files: 0, checked: 0, damaged: 0, unread: 0, anomalies: 0, errors: 0 };

/** Adds an entry (1) or removes it (-1), which avoids a full recount per result. */
export function count(tally: EntryCounts, entry: ArchiveEntry, check: EntryCheck | undefined, by: 1 | -1): void {
  const severity = highestSeverityOf(entry, check);
  if (severity === "error") tally.errors += by;
  if (severity === "error" || severity === "warning") tally.anomalies += by;
  if (check?.state === "damaged") tally.damaged += by;
  if (entry.kind === "folder") return;
  tally.files += by;
  if (check === undefined) return;
  tally.checked += by;
  if (check.state !== "whole" && check.state !== "damaged") tally.unread += by;
}

export function countAll(entries: readonly ArchiveEntry[], checks: ReadonlyMap<number, EntryCheck>): EntryCounts {
  const tally = { ...emptyCounts };
  for (const entry of entries) count(tally, entry, checks.get(entry.number), 1);
  return tally;
}
