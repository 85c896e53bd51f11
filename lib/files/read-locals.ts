import { type Bytes, readRange, readRanges } from "./byte-ranges.ts";
import { compareLocal, measureDescriptor } from "./compare-local.ts";
import type { Extent } from "./coverage.ts";
import { flags, localHeaderLength, parseLocalHeader } from "./header.ts";
import { nameOddity } from "./oddities.ts";
import type { DraftEntry } from "./read-entry.ts";
import { fixedBytes } from "./signatures.ts";

const localsAtOnce = 2048;
const localSlackBytes = 128;
const descriptorBytes = 24;

/** Compares every entry with its local header and measures where its bytes lie. */
export async function readLocals(blob: Blob, entries: readonly DraftEntry[], shift: number): Promise<Extent[]> {
  const extents: Extent[] = [];
  const sorted = entries.toSorted((a, b) => a.headerOffset - b.headerOffset);
  for (let start = 0; start < sorted.length; start += localsAtOnce) {
    const group = sorted.slice(start, start + localsAtOnce);
    const wanted = group.map((entry) => ({
      from: entry.headerOffset,
      to: entry.headerOffset + expectedLocalBytes(entry),
    }));
    const find = await readRanges(blob, wanted);
    const placed: DraftEntry[] = [];
    for (const [index, entry] of group.entries()) {
      const range = wanted[index];
      const bytes = range && find(range.from, Math.min(range.to, blob.size));
      if (await placeEntry(blob, entry, bytes ?? null)) placed.push(entry);
    }
    extents.push(...(await measureExtents(blob, placed)));
  }
  if (shift < 0)
    for (const entry of entries) if (entry.headerOffset < 0) entry.oddities.push(nameOddity("local_missing"));
  return extents;
}

function expectedLocalBytes(entry: DraftEntry): number {
  return fixedBytes.localHeader + entry.header.rawName.length + entry.header.extra.length + localSlackBytes;
}

/** Reads and compares the local header; false when there is none at the place that the directory names. */
async function placeEntry(blob: Blob, entry: DraftEntry, known: Bytes | null): Promise<boolean> {
  const at = entry.headerOffset;
  let bytes = known ?? (await readRange(blob, at, at + expectedLocalBytes(entry)));
  const length = at < 0 ? null : localHeaderLength(bytes, 0);
  if (length !== null && length > bytes.length) bytes = await readRange(blob, at, at + length);
  const local = length === null ? null : parseLocalHeader(bytes, 0);
  if (local === null) {
    if (at >= 0) entry.oddities.push(nameOddity(at >= blob.size ? "beyond_end" : "local_missing"));
    return false;
  }
  compareLocal(entry, local);
  entry.dataOffset = at + local.length;
  if (entry.dataOffset + entry.packedBytes > blob.size) entry.oddities.push(nameOddity("beyond_end"));
  return true;
}

async function measureExtents(blob: Blob, entries: readonly DraftEntry[]): Promise<Extent[]> {
  const ends = entries.map((entry) => (entry.dataOffset ?? 0) + entry.packedBytes);
  const deferred = entries.map((entry) => (entry.header.flags & flags.descriptor) !== 0);
  const wanted = ends.filter((_, index) => deferred[index]).map((end) => ({ from: end, to: end + descriptorBytes }));
  const find = await readRanges(blob, wanted);
  return entries.map((entry, index) => {
    const end = ends[index] ?? 0;
    let to = end;
    if (deferred[index]) {
      const bytes = find(end, Math.min(end + descriptorBytes, blob.size));
      const length = bytes === null ? 0 : measureDescriptor(entry, bytes);
      if (length === 0) entry.oddities.push(nameOddity("descriptor_missing"));
      to += length;
    }
    return { entry, from: entry.headerOffset, to };
  });
}
