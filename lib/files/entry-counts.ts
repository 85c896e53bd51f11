import type { ArchiveEntry } from "#lib/formats/zip/model";
import { gravestOf } from "./list-rows.ts";
import type { EntryCheck } from "./model.ts";

/** Counts of entries. `odd` includes the `bad` ones; `checked` and `unread` (unreadable ones) exclude folders. */
export type EntryCounts = { files: number; checked: number; damaged: number; unread: number; odd: number; bad: number };

export const noTally: EntryCounts = { files: 0, checked: 0, damaged: 0, unread: 0, odd: 0, bad: 0 };

/** Adds an entry (1) or removes it (-1), which avoids a full recount per result. */
export function count(tally: EntryCounts, entry: ArchiveEntry, check: EntryCheck | undefined, by: 1 | -1): void {
  const severity = gravestOf(entry, check);
  if (severity === "bad") tally.bad += by;
  if (severity === "bad" || severity === "odd") tally.odd += by;
  if (check?.state === "damaged") tally.damaged += by;
  if (entry.kind === "folder") return;
  tally.files += by;
  if (check === undefined) return;
  tally.checked += by;
  if (check.state !== "whole" && check.state !== "damaged") tally.unread += by;
}

export function countAll(entries: readonly ArchiveEntry[], checks: ReadonlyMap<number, EntryCheck>): EntryCounts {
  const tally = { ...noTally };
  for (const entry of entries) count(tally, entry, checks.get(entry.number), 1);
  return tally;
}
