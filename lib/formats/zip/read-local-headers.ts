import { type RangeBytes, readRange, readRanges } from "#lib/bytes/blob-ranges";
import { createAnomaly } from "./anomalies.ts";
import { compareLocalHeader, measureDescriptor } from "./compare-local-header.ts";
import type { Extent } from "./coverage.ts";
import { flags, localHeaderLength, parseLocalHeader } from "./headers.ts";
import type { ParsedEntry } from "./read-entry.ts";
import { fixedBytes } from "./signatures.ts";

const localsAtOnce = 2048;
const localSlackBytes = 128;
const descriptorBytes = 24;

export async function readLocalHeaders(blob: Blob, drafts: readonly ParsedEntry[]): Promise<Extent[]> {
  const extents: Extent[] = [];
  const sorted = drafts.toSorted((a, b) => a.entry.headerOffset - b.entry.headerOffset);
  for (let start = 0; start < sorted.length; start += localsAtOnce) {
    const group = sorted.slice(start, start + localsAtOnce);
    const wanted = group.map((draft) => ({
      from: draft.entry.headerOffset,
      to: Math.min(draft.entry.headerOffset + expectedLocalBytes(draft), blob.size),
    }));
    const find = await readRanges(blob, wanted);
    const located: ParsedEntry[] = [];
    for (const [index, draft] of group.entries()) {
      const range = wanted[index];
      if (await locateEntry(blob, draft, range ? find(range.from, range.to) : null)) located.push(draft);
    }
    extents.push(...(await measureExtents(blob, located)));
  }
  return extents;
}

function expectedLocalBytes({ header }: ParsedEntry): number {
  return fixedBytes.localHeader + header.rawName.length + header.extra.length + localSlackBytes;
}

/** Reads and compares the local header. @returns false if it is missing at the declared offset */
async function locateEntry(blob: Blob, draft: ParsedEntry, known: RangeBytes | null): Promise<boolean> {
  const { entry } = draft;
  const offset = entry.headerOffset;
  let { bytes, at } = known ?? { bytes: await readRange(blob, offset, offset + expectedLocalBytes(draft)), at: 0 };
  const length = offset < 0 ? null : localHeaderLength(bytes, at);
  if (length !== null && at + length > bytes.length) [bytes, at] = [await readRange(blob, offset, offset + length), 0];
  const local = length === null ? null : parseLocalHeader(bytes, at);
  if (local === null) {
    entry.anomalies.push(createAnomaly(offset >= blob.size ? "beyond_end" : "local_missing"));
    return false;
  }
  compareLocalHeader(draft, local);
  entry.dataOffset = offset + local.length;
  if (entry.dataOffset + entry.compressedBytes > blob.size) entry.anomalies.push(createAnomaly("beyond_end"));
  return true;
}

async function measureExtents(blob: Blob, drafts: readonly ParsedEntry[]): Promise<Extent[]> {
  const extents = drafts.map(({ entry }) => ({
    entry,
    from: entry.headerOffset,
    to: (entry.dataOffset ?? 0) + entry.compressedBytes,
  }));
  const deferred = drafts.flatMap((draft, index) => {
    const extent = extents[index];
    return extent && (draft.header.flags & flags.descriptor) !== 0 ? [{ draft, extent }] : [];
  });
  const ends = deferred.map(({ extent: { to } }) => ({ from: to, to: Math.min(to + descriptorBytes, blob.size) }));
  const find = await readRanges(blob, ends);
  for (const [index, { draft, extent }] of deferred.entries()) {
    const end = ends[index];
    const offset = end ? find(end.from, end.to) : null;
    const length = offset === null ? 0 : measureDescriptor(draft, offset);
    if (length === 0) extent.entry.anomalies.push(createAnomaly("descriptor_missing"));
    extent.to += length;
  }
  return extents;
}
