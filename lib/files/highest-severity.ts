import { highestSeverity, type Severity } from "#lib/formats/zip/anomalies";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { EntryCheck } from "./model.ts";

const highestFirst: readonly Severity[] = ["error", "warning", "note"];

/** Highest level among the anomalies of an entry, in the archive or in its data; null without one. */
export function highestSeverityOf(entry: ArchiveEntry, check: EntryCheck | undefined): Severity | null {
  const own = highestSeverity(entry.anomalies);
  const seen = check ? highestSeverity(check.anomalies) : null;
  if (own === null || seen === null) return own ?? seen;
  return highestFirst.indexOf(own) <= highestFirst.indexOf(seen) ? own : seen;
}
