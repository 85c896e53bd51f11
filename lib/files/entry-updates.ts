import type { Anomaly } from "#lib/formats/zip/anomalies";
import type { ArchiveEntry } from "#lib/formats/zip/model";

/** Data offset of each entry (-1 if unknown), and all anomalies of entries that have new ones. */
export type EntryUpdates = { dataOffsets: Float64Array<ArrayBuffer>; grown: [number: number, anomalies: Anomaly[]][] };

/** Compares entries with the anomaly counts that the page already has (`reported`). */
export function diffEntries(reported: readonly number[], entries: readonly ArchiveEntry[]): EntryUpdates {
  const dataOffsets = Float64Array.from(entries, ({ dataOffset }) => dataOffset ?? -1);
  const grown = entries
    .filter(({ anomalies }, index) => anomalies.length !== reported[index])
    .map(({ number, anomalies }): [number, Anomaly[]] => [number, anomalies]);
  return { dataOffsets, grown };
}

/** Applies the comparison with the local headers. Returns a new array if rows must be redrawn. */
export function applyEntryUpdates(
  entries: readonly ArchiveEntry[],
  { dataOffsets, grown }: EntryUpdates,
): readonly ArchiveEntry[] {
  for (const [index, entry] of entries.entries()) {
    const offset = dataOffsets[index] ?? -1;
    entry.dataOffset = offset < 0 ? null : offset;
  }
  if (grown.length === 0) return entries;
  const all = [...entries];
  for (const [number, anomalies] of grown) {
    const entry = all[number - 1];
    if (entry) all[number - 1] = { ...entry, anomalies };
  }
  return all;
}
