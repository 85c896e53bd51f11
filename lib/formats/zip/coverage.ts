import { readRange } from "#lib/bytes/blob-ranges";
import { type Anomaly, createAnomaly } from "./anomalies.ts";
import type { ArchiveEntry } from "./model.ts";
import { findSignatures, signatures } from "./signatures.ts";

/** Byte range `[from, to)` of an entry: local header, data and descriptor. */
export type Extent = { entry: ArchiveEntry; from: number; to: number };

const gapsLookedInto = 64;
const gapReadBytes = 256 * 1024;

/** Reports entries that share bytes with each other or with the central directory. */
export function reportOverlaps(extents: readonly Extent[], directoryOffset: number): void {
  const sorted = extents.toSorted((a, b) => a.from - b.from || a.to - b.to);
  let widest: Extent | null = null;
  for (const extent of sorted) {
    if (widest !== null && extent.from < widest.to) {
      const code = extent.from === widest.from ? "data_shared" : "overlaps";
      for (const [one, other] of [
        [extent, widest],
        [widest, extent],
      ] as const)
        addOnce(one.entry, createAnomaly(code, { other: other.entry.number }));
    }
    if (widest === null || extent.to > widest.to) widest = extent;
    if (extent.to > directoryOffset) addOnce(extent.entry, createAnomaly("overlaps_directory"));
  }
}

function addOnce(entry: ArchiveEntry, anomaly: Anomaly): void {
  if (!entry.anomalies.some((one) => one.code === anomaly.code)) entry.anomalies.push(anomaly);
}

export type UncoveredRange = { from: number; to: number };

export function findUncoveredRanges(extents: readonly Extent[], end: number): UncoveredRange[] {
  const gaps: UncoveredRange[] = [];
  let covered = 0;
  for (const extent of extents.toSorted((a, b) => a.from - b.from)) {
    if (extent.from > covered && covered < end) gaps.push({ from: covered, to: Math.min(extent.from, end) });
    covered = Math.max(covered, extent.to);
  }
  if (covered < end) gaps.push({ from: covered, to: end });
  return gaps;
}

/** Reports gaps, and whether they have local headers, because streaming readers extract those entries. */
export async function describeUncoveredRanges(blob: Blob, gaps: readonly UncoveredRange[]): Promise<Anomaly[]> {
  const anomalies: Anomaly[] = [];
  const [first] = gaps;
  const before = first !== undefined && first.from === 0 ? first : null;
  const between: UncoveredRange[] = [];
  for (const gap of gaps.slice(before === null ? 0 : 1)) {
    const record = between.length < gapsLookedInto ? await recogniseRecord(blob, gap) : null;
    if (record === null) between.push(gap);
    else anomalies.push(createAnomaly(record, { bytes: gap.to - gap.from }));
  }
  if (before) anomalies.push(createAnomaly("bytes_before", { bytes: before.to }));
  if (between.length > 0) {
    const bytes = between.reduce((sum, gap) => sum + gap.to - gap.from, 0);
    anomalies.push(createAnomaly("bytes_between", { bytes, places: between.length }));
  }
  let unlisted = 0;
  for (const gap of [...(before ? [before] : []), ...between].slice(0, gapsLookedInto)) {
    const bytes = await readRange(blob, gap.from, Math.min(gap.to, gap.from + gapReadBytes));
    unlisted += findSignatures(bytes.data, signatures.localHeader, 1000).length;
  }
  if (unlisted > 0) anomalies.push(createAnomaly("entries_unlisted", { count: unlisted }));
  return anomalies;
}

const apkMagic = new TextEncoder().encode("APK Sig Block 42");

/** Recognises a record that fills a gap: Android's signing block (its size twice, then a magic), or APPNOTE 4.3.11. */
async function recogniseRecord(
  blob: Blob,
  gap: UncoveredRange,
): Promise<"apk_signing_block" | "archive_extra_data" | null> {
  const length = gap.to - gap.from;
  const start = await readRange(blob, gap.from, gap.from + 8);
  if (length >= 8 && start.is(0, signatures.archiveExtraData) && start.u32(4) === length - 8)
    return "archive_extra_data";
  if (length < 32 || start.u64(0) !== length - 8) return null;
  const end = await readRange(blob, gap.to - 24, gap.to);
  const isApk = end.u64(0) === length - 8 && apkMagic.every((byte, at) => end.data[8 + at] === byte);
  return isApk ? "apk_signing_block" : null;
}
