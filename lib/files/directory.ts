import { readRange, readRanges } from "./byte-ranges.ts";
import { compareLocal, measureDescriptor } from "./compare-local.ts";
import { describeGaps, type Extent, findGaps, nameOverlaps } from "./coverage.ts";
import { decodeName } from "./decode-name.ts";
import { type DirectoryPlace, findDirectory } from "./end-record.ts";
import { flags, localHeaderLength, parseDirectoryHeader, parseLocalHeader } from "./header.ts";
import { type Directory, defaultLimits, type Limits, type Oddity } from "./model.ts";
import { findCollisions } from "./name-oddities.ts";
import { nameOddity } from "./oddities.ts";
import { type DraftEntry, readEntry } from "./read-entry.ts";
import { recoverEntries } from "./recover.ts";
import { findSignatures, fixedBytes, signatures } from "./signatures.ts";

const readAheadBytes = 1024 * 1024;
const longestHeaderBytes = fixedBytes.directoryHeader + 3 * 0xffff;
const localsAtOnce = 2048;
const localSlackBytes = 128;
const descriptorBytes = 24;

/**
 * Reads the table of contents of an archive straight from its bytes, in ranges, and names every oddity of the archive and
 * of each entry. Never throws for what the bytes say; a Blob that cannot be read any more throws its own error.
 */
export async function readDirectory(blob: Blob, limits: Limits = defaultLimits): Promise<Directory> {
  const place = await findDirectory(blob);
  if (place === null) return readWithoutDirectory(blob, limits);
  const oddities: Oddity[] = [...place.oddities];
  const listing = await readHeaders(blob, place, limits, oddities);
  const { entries } = listing;
  const extents = await readLocals(blob, entries, place.shift);
  if (listing.broken) {
    const known = new Set(entries.map((entry) => entry.headerOffset));
    const more = await recoverEntries(blob, limits.entries - entries.length, known);
    if (more.length > 0) oddities.push(nameOddity("entries_recovered", { count: more.length }));
    entries.push(...more);
  }
  nameOverlaps(extents, place.offset);
  if (listing.complete)
    oddities.push(...(await describeGaps(blob, findGaps(extents, Math.min(place.offset, place.endStart)))));
  oddities.push(...(await describeTail(blob, place, listing.end, extents)));
  if (entries.length === 0 && !listing.broken) oddities.push(nameOddity("archive_no_entries"));
  const state =
    entries.length === 0 && listing.broken
      ? "none"
      : entries.every((entry) => entry.recovered) && entries.length > 0
        ? "recovered"
        : "listed";
  return finish(blob, state, entries, place, oddities);
}

async function readWithoutDirectory(blob: Blob, limits: Limits): Promise<Directory> {
  if (blob.size === 0) return finish(blob, "none", [], null, [nameOddity("archive_empty_bytes")]);
  const entries = await recoverEntries(blob, limits.entries, new Set());
  const start = await readRange(blob, 0, 4);
  const looksCut = entries.length > 0 || start.is(0, signatures.localHeader);
  const oddities = looksCut
    ? [nameOddity("end_record_missing"), nameOddity("archive_truncated")]
    : [nameOddity("archive_not_zip")];
  if (entries.length > 0) oddities.push(nameOddity("entries_recovered", { count: entries.length }));
  return finish(blob, entries.length > 0 ? "recovered" : "none", entries, null, oddities);
}

/** Reads the headers one after the other until the directory ends, breaks or passes a limit. */
async function readHeaders(blob: Blob, place: DirectoryPlace, limits: Limits, oddities: Oddity[]) {
  const entries: DraftEntry[] = [];
  const claimedEnd = place.offset + place.sizeBytes;
  const end = Math.min(place.endStart, place.offset + limits.directoryBytes);
  let at = place.offset;
  let bytes = await readRange(blob, at, Math.min(at + readAheadBytes, end));
  let over = false;
  while (at < end) {
    if (at + longestHeaderBytes > bytes.offset + bytes.length && bytes.offset + bytes.length < end) {
      bytes = await readRange(blob, at, Math.min(at + readAheadBytes, end));
    }
    const header = parseDirectoryHeader(bytes, at - bytes.offset);
    if (header === null) break;
    if (entries.length >= limits.entries) {
      over = true;
      break;
    }
    // The bytes are copied out of the read-ahead, so that a big directory is not held by its entries.
    entries.push(readEntry(header, entries.length + 1, place.shift));
    at += header.length;
  }
  if (!over && at < end) {
    const digest = await readRange(blob, at, at + 6);
    if (digest.is(0, signatures.directoryDigest)) at += 6 + (digest.length === 6 ? digest.u16(4) : 0);
  }
  // The end record counts to 65,535; without ZIP64 a larger number is written modulo that.
  const countFits =
    place.entries === entries.length || (entries.length > 0xffff && place.entries === (entries.length & 0xffff));
  const tooLarge = !over && at >= place.offset + limits.directoryBytes;
  const broken =
    !over && !tooLarge && entries.length === 0
      ? place.entries > 0 || place.sizeBytes > 0
      : !over && !tooLarge && at < Math.min(claimedEnd, place.endStart);
  if (over) oddities.push(nameOddity("entries_over_limit", { declared: place.entries, limit: limits.entries }));
  else if (tooLarge) oddities.push(nameOddity("directory_too_large", { bytes: limits.directoryBytes }));
  else {
    if (broken) oddities.push(nameOddity("directory_damaged", { read: entries.length }));
    if (!countFits)
      oddities.push(nameOddity("directory_count_wrong", { declared: place.entries, found: entries.length }));
    if (!broken && at !== claimedEnd)
      oddities.push(nameOddity("directory_size_wrong", { declared: place.sizeBytes, found: at - place.offset }));
  }
  return { entries, end: at, broken, complete: !over && !tooLarge };
}

/** Compares every entry with its local header and measures where its bytes lie. */
async function readLocals(blob: Blob, entries: readonly DraftEntry[], shift: number): Promise<Extent[]> {
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
async function placeEntry(
  blob: Blob,
  entry: DraftEntry,
  known: import("./byte-ranges.ts").Bytes | null,
): Promise<boolean> {
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

/** What stands after the directory, after the end record, and in the comment. */
async function describeTail(
  blob: Blob,
  place: DirectoryPlace,
  directoryEnd: number,
  extents: readonly Extent[],
): Promise<Oddity[]> {
  const oddities: Oddity[] = [];
  const covered = (at: number) => extents.some((extent) => at >= extent.from && at < extent.to);
  const others = place.otherEndRecords.filter((at) => !covered(at));
  if (others.length > 0) oddities.push(nameOddity("end_record_several", { count: others.length + 1 }));
  if (directoryEnd < place.endStart && !place.oddities.some((one) => one.code === "directory_missing")) {
    const gap = place.endStart - directoryEnd;
    oddities.push(nameOddity("bytes_between", { bytes: gap, places: 1 }));
  }
  if (place.endStop < blob.size) oddities.push(nameOddity("bytes_after", { bytes: blob.size - place.endStop }));
  if (place.comment.length > 0) {
    oddities.push(nameOddity("archive_comment", undefined, decodeName(place.comment, false).text));
    const hides = [signatures.endRecord, signatures.directoryHeader, signatures.localHeader].some(
      (signature) => findSignatures(place.comment, signature, 1).length > 0,
    );
    if (hides) oddities.push(nameOddity("archive_comment_holds_record"));
  }
  return oddities;
}

function finish(
  blob: Blob,
  state: Directory["state"],
  drafts: DraftEntry[],
  place: DirectoryPlace | null,
  oddities: Oddity[],
): Directory {
  findCollisions(drafts);
  const entries = drafts.map(({ header: _, ...entry }, index) => ({ ...entry, number: index + 1 }));
  const comment = place === null ? "" : decodeName(place.comment, false).text;
  return { state, archiveBytes: blob.size, entries, declaredEntries: place?.entries ?? null, comment, oddities };
}
