import type { Anomaly } from "#lib/formats/zip/anomalies";
import type { ArchiveEntry } from "#lib/formats/zip/model";

/** Where the data of each entry begins, in order (-1: nowhere), and all oddities of the entries that have more of them now. */
export type Comparison = { dataOffsets: Float64Array<ArrayBuffer>; grown: [number: number, oddities: Anomaly[]][] };

/** What came to entries that the page has already; `told` counts the oddities that it knows. */
export function compareWith(told: readonly number[], entries: readonly ArchiveEntry[]): Comparison {
  const dataOffsets = Float64Array.from(entries, ({ dataOffset }) => dataOffset ?? -1);
  const grown = entries
    .filter(({ oddities }, index) => oddities.length !== told[index])
    .map(({ number, oddities }): [number, Anomaly[]] => [number, oddities]);
  return { dataOffsets, grown };
}

/** Puts what the comparison with the local headers found into the entries; a new array when a list of them has to be drawn anew. */
export function applyComparison(
  entries: readonly ArchiveEntry[],
  { dataOffsets, grown }: Comparison,
): readonly ArchiveEntry[] {
  for (const [index, entry] of entries.entries()) {
    const offset = dataOffsets[index] ?? -1;
    entry.dataOffset = offset < 0 ? null : offset;
  }
  if (grown.length === 0) return entries;
  const all = [...entries];
  for (const [number, oddities] of grown) {
    const entry = all[number - 1];
    if (entry) all[number - 1] = { ...entry, oddities };
  }
  return all;
}
