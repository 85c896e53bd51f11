import { type Bytes, readRange } from "./byte-ranges.ts";
import type { Oddity } from "./model.ts";
import { nameOddity } from "./oddities.ts";
import { findSignatures, fixedBytes, signatures } from "./signatures.ts";

/** Where the central directory is, after end record and ZIP64 were weighed against each other. */
export type DirectoryPlace = {
  /** Absolute offset and size of the directory in the Blob. */
  offset: number;
  sizeBytes: number;
  entries: number;
  /** Add this to every offset that the archive declares (bytes were put before it, or taken away). */
  shift: number;
  /** Where the first end structure (ZIP64 record or end record) begins, and where the end record with comment ends. */
  endStart: number;
  endStop: number;
  endRecordAt: number;
  comment: Uint8Array;
  /** Places of other signatures of end records in the tail. */
  otherEndRecords: number[];
  oddities: Oddity[];
};

type EndRecord = {
  at: number;
  disk: number;
  directoryDisk: number;
  diskEntries: number;
  entries: number;
  sizeBytes: number;
  offset: number;
  comment: Uint8Array;
  /** How many bytes of its comment are missing at the end of the archive. */
  commentMissing: number;
};

const tailBytes = 0xffff + fixedBytes.endRecord;
const scanChunkBytes = 1024 * 1024;
const scanLimitBytes = 512 * 1024 * 1024;
const candidateLimit = 64;

/**
 * Finds the end record and from it the directory (APPNOTE 4.3.16, 4.3.14, 4.3.15). Null when no end record exists.
 * Among several candidates the last one that leads to a directory wins; the others are named.
 */
export async function findDirectory(blob: Blob): Promise<DirectoryPlace | null> {
  const candidates = await findEndRecords(blob);
  let best: { place: DirectoryPlace; leads: boolean } | null = null;
  const leading: number[] = [];
  for (const candidate of candidates.toReversed()) {
    const place = await weighEndRecord(blob, candidate);
    const leads = await leadsToDirectory(blob, place);
    if (leads) leading.push(candidate.at);
    if (best === null || (leads && !best.leads)) best = { place, leads };
  }
  if (best === null) return null;
  const { place } = best;
  place.otherEndRecords = candidates.map((one) => one.at).filter((at) => at !== place.endRecordAt);
  return place;
}

/** All places in the tail that read as an end record; when there are none, the nearest one before the tail. */
async function findEndRecords(blob: Blob): Promise<EndRecord[]> {
  const tail = await readRange(blob, blob.size - tailBytes, blob.size);
  const found = readCandidates(tail);
  if (found.length > 0) return found;
  const stop = Math.max(0, blob.size - scanLimitBytes);
  for (let to = tail.offset + fixedBytes.endRecord; to > stop; to -= scanChunkBytes - fixedBytes.endRecord) {
    const chunk = await readRange(blob, to - scanChunkBytes, to);
    const last = readCandidates(chunk).at(-1);
    if (last) {
      const again = await readRange(blob, last.at, last.at + tailBytes);
      return readCandidates(again).slice(0, 1);
    }
    if (chunk.offset === 0) break;
  }
  return [];
}

function readCandidates(tail: Bytes): EndRecord[] {
  const records: EndRecord[] = [];
  // The last candidates count: a tail stuffed with signatures must not hide the true one.
  for (const at of findSignatures(tail.data, signatures.endRecord, Number.POSITIVE_INFINITY).slice(-candidateLimit)) {
    if (at + fixedBytes.endRecord > tail.length) continue;
    const commentLength = tail.u16(at + 20);
    const commentStart = at + fixedBytes.endRecord;
    records.push({
      at: tail.offset + at,
      disk: tail.u16(at + 4),
      directoryDisk: tail.u16(at + 6),
      diskEntries: tail.u16(at + 8),
      entries: tail.u16(at + 10),
      sizeBytes: tail.u32(at + 12),
      offset: tail.u32(at + 16),
      comment: tail.slice(commentStart, commentStart + commentLength).slice(),
      commentMissing: Math.max(0, commentStart + commentLength - tail.length),
    });
  }
  return records;
}

/** Reads the ZIP64 structures of one end record, if any, and says where the directory then lies. */
async function weighEndRecord(blob: Blob, end: EndRecord): Promise<DirectoryPlace> {
  const oddities: Oddity[] = [];
  let { entries, sizeBytes, offset } = end;
  let endStart = end.at;
  const wants64 = end.entries === 0xffff || end.sizeBytes === 0xffffffff || end.offset === 0xffffffff;
  const locator = await readRange(blob, end.at - fixedBytes.end64Locator, end.at);
  const hasLocator = locator.length === fixedBytes.end64Locator && locator.is(0, signatures.end64Locator);
  let split = end.disk !== 0 || end.directoryDisk !== 0 || end.diskEntries !== end.entries;
  if (hasLocator) {
    const record = await readEnd64(blob, locator);
    if (record === null) oddities.push(nameOddity("zip64_broken"));
    else {
      endStart = record.at;
      const sound = record.atItsPlace && record.at + record.length === locator.offset;
      if (!sound) oddities.push(nameOddity("zip64_broken"));
      const more = record.length - fixedBytes.end64Record;
      if (sound && more > 0) oddities.push(nameOddity("zip64_holds_more", { bytes: more }));
      const same =
        (end.entries === 0xffff || end.entries === record.entries) &&
        (end.sizeBytes === 0xffffffff || end.sizeBytes === record.sizeBytes) &&
        (end.offset === 0xffffffff || end.offset === record.offset);
      if (!same) oddities.push(nameOddity("zip64_differs"));
      // The sentinels decide (4.4.1.4): a field that is not a sentinel speaks for itself.
      if (end.entries === 0xffff) entries = record.entries;
      if (end.sizeBytes === 0xffffffff) sizeBytes = record.sizeBytes;
      if (end.offset === 0xffffffff) offset = record.offset;
      split =
        (end.disk !== 0 && end.disk !== 0xffff) ||
        record.disk !== 0 ||
        record.directoryDisk !== 0 ||
        locator.u32(16) > 1;
    }
  } else if (wants64 && (end.sizeBytes === 0xffffffff || end.offset === 0xffffffff))
    oddities.push(nameOddity("zip64_missing"));
  if (split) oddities.push(nameOddity("archive_split"));
  if (end.commentMissing > 0) oddities.push(nameOddity("end_record_comment_short", { bytes: end.commentMissing }));

  const endStop = end.at + fixedBytes.endRecord + end.comment.length;
  const place = await placeDirectory(blob, { offset, sizeBytes, endStart });
  return {
    ...place,
    sizeBytes,
    entries,
    endStart,
    endStop,
    endRecordAt: end.at,
    comment: end.comment,
    otherEndRecords: [],
    oddities: [...oddities, ...place.oddities],
  };
}

/**
 * The ZIP64 end record that a locator names. Also looked for directly before the locator: bytes put before the archive
 * move it there (which the directory's own shift names), and two different ones would be two archives in one.
 */
async function readEnd64(blob: Blob, locator: Bytes) {
  const declared = locator.u64(8);
  const adjacent = locator.offset - fixedBytes.end64Record;
  const [first, second] = await Promise.all([readEnd64At(blob, declared), readEnd64At(blob, adjacent)]);
  if (first && second && declared !== adjacent) return { ...first, atItsPlace: false };
  if (first) return { ...first, atItsPlace: true };
  return second && { ...second, atItsPlace: adjacent > declared };
}

async function readEnd64At(blob: Blob, at: number) {
  if (at < 0 || at + fixedBytes.end64Record > blob.size) return null;
  const record = await readRange(blob, at, at + fixedBytes.end64Record);
  if (!record.is(0, signatures.end64Record)) return null;
  return {
    at,
    /** By its own word (4.3.14.1): the size it names leaves out its first twelve bytes. */
    length: 12 + record.u64(4),
    disk: record.u32(16),
    directoryDisk: record.u32(20),
    entries: record.u64(32),
    sizeBytes: record.u64(40),
    offset: record.u64(48),
  };
}

/**
 * The directory by its declared offset, and by its size counted back from the end structures. Both are looked at:
 * readers differ in which they believe, so two places that both hold a directory are a contradiction.
 */
async function placeDirectory(blob: Blob, claim: { offset: number; sizeBytes: number; endStart: number }) {
  const oddities: Oddity[] = [];
  const counted = claim.endStart - claim.sizeBytes;
  if (counted === claim.offset) return { offset: claim.offset, shift: 0, oddities };
  const empty = claim.sizeBytes === 0;
  const atDeclared = !empty && (await holdsDirectory(blob, claim.offset, claim.endStart));
  const atCounted = !empty && (await holdsDirectory(blob, counted, claim.endStart));
  if (atDeclared && atCounted) {
    oddities.push(nameOddity("directory_two_places", { declared: claim.offset, counted }));
    return { offset: claim.offset, shift: 0, oddities };
  }
  if (atCounted) {
    const shift = counted - claim.offset;
    oddities.push(nameOddity("directory_moved", { bytes: Math.abs(shift) }));
    return { offset: counted, shift, oddities };
  }
  if (!atDeclared && !empty) oddities.push(nameOddity("directory_missing"));
  return { offset: empty ? Math.min(claim.offset, claim.endStart) : claim.offset, shift: 0, oddities };
}

async function holdsDirectory(blob: Blob, at: number, before: number): Promise<boolean> {
  if (!(at >= 0 && at + 4 <= before)) return false;
  return (await readRange(blob, at, at + 4)).is(0, signatures.directoryHeader);
}

async function leadsToDirectory(blob: Blob, place: DirectoryPlace): Promise<boolean> {
  if (place.entries === 0 && place.sizeBytes === 0) return place.offset <= place.endStart;
  return holdsDirectory(blob, place.offset, place.endStart);
}
