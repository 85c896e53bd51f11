import { readRange } from "#lib/bytes/blob-ranges";
import { type Anomaly, type AnomalyCode, createAnomaly } from "./anomalies.ts";
import { type EndOfCentralDirectory, findEndRecords } from "./end-of-central-directory.ts";
import { fixedBytes, signatures } from "./signatures.ts";
import { wrapBytes } from "./wrapped-values.ts";
import { readZip64EndRecord, type Zip64EndRecord } from "./zip64-end-record.ts";

/** Location of the central directory after reconciling EOCD and ZIP64 records. */
export type CentralDirectoryLocation = {
  /** Absolute offset and size in the Blob. */
  offset: number;
  sizeBytes: number;
  entries: number;
  /** Correction for every declared offset, if bytes were added or removed before the archive. */
  shift: number;
  /** Sizes and offsets are stored modulo 2^32, without ZIP64. */
  isWrapped: boolean;
  /** Start of the first end structure (ZIP64 EOCD record or EOCD), and end of the EOCD with its comment. */
  endStart: number;
  endStop: number;
  endRecordAt: number;
  comment: Uint8Array;
  otherEndRecords: number[];
  /** The directory is encrypted or compressed, so that it cannot be read here. */
  isEncrypted: boolean;
  anomalies: Anomaly[];
};

/**
 * Locates the central directory through the EOCD (APPNOTE 4.3.14–4.3.16). The last candidate with a directory wins; others are reported.
 * @returns null without an EOCD
 */
export async function locateCentralDirectory(blob: Blob): Promise<CentralDirectoryLocation | null> {
  const candidates = await findEndRecords(blob);
  let best: { offset: CentralDirectoryLocation; leads: boolean } | null = null;
  for (const candidate of candidates.toReversed()) {
    const offset = await weighEndRecord(blob, candidate);
    const leads = await leadsToDirectory(blob, offset);
    if (best === null || (leads && !best.leads)) best = { offset, leads };
  }
  if (best === null) return null;
  const { offset: location } = best;
  location.otherEndRecords = candidates.map((one) => one.at).filter((at) => at !== location.endRecordAt);
  return location;
}

async function weighEndRecord(blob: Blob, end: EndOfCentralDirectory): Promise<CentralDirectoryLocation> {
  const anomalies: Anomaly[] = [];
  const add = (code: AnomalyCode, when: boolean, values?: Record<string, number>) => {
    if (when) anomalies.push(createAnomaly(code, values));
  };
  const locator = await readRange(blob, end.at - fixedBytes.end64Locator, end.at);
  const hasLocator = locator.length === fixedBytes.end64Locator && locator.is(0, signatures.end64Locator);
  const record = hasLocator ? await readZip64EndRecord(blob, locator) : null;
  const endStart = record?.at ?? end.at;
  // Uses the ZIP64 value only for sentinels (APPNOTE 4.4.1.4).
  const entries = record && end.entries === 0xffff ? record.entries : end.entries;
  const sizeBytes = record && end.sizeBytes === 0xffffffff ? record.sizeBytes : end.sizeBytes;
  const offset = record && end.offset === 0xffffffff ? record.offset : end.offset;
  const isEncrypted = record?.isDirectoryEncrypted === true;
  const location = isEncrypted
    ? { offset, shift: 0, isWrapped: false, anomalies: [createAnomaly("directory_encrypted")] }
    : await createLocation(blob, { offset, sizeBytes, endStart, mayWrap: !hasLocator });

  add("zip64_broken", hasLocator && !(record && isSound(record, locator.offset, location.shift)));
  if (record) {
    const more = record.length - fixedBytes.end64Record;
    add("zip64_holds_more", !isEncrypted && more > 0 && record.at + record.length === locator.offset, { bytes: more });
    add("zip64_differs", !agrees(end, record));
  }
  add("zip64_missing", !hasLocator && (end.sizeBytes === 0xffffffff || end.offset === 0xffffffff));
  const isSplit = record
    ? ![end.disk, end.directoryDisk].every((disk) => disk === 0 || disk === 0xffff) ||
      record.disk !== 0 ||
      record.directoryDisk !== 0
    : end.disk !== 0 || end.directoryDisk !== 0 || end.diskEntries !== end.entries;
  add("archive_split", isSplit || (hasLocator && (locator.u32(4) !== 0 || locator.u32(16) > 1)));
  add("end_record_comment_short", end.commentMissing > 0, { bytes: end.commentMissing });
  return {
    ...location,
    sizeBytes,
    entries,
    endStart,
    endStop: end.at + fixedBytes.endRecord + end.comment.length,
    endRecordAt: end.at,
    comment: end.comment,
    otherEndRecords: [],
    isEncrypted,
    anomalies: [...anomalies, ...location.anomalies],
  };
}

/** Requires a unique ZIP64 record that ends at the locator, at the offset it declares or shifted like all other offsets. */
function isSound(record: Zip64EndRecord, locatorAt: number, shift: number): boolean {
  const isAtDeclaredOffset = record.movedBytes === 0 || record.movedBytes === shift;
  return !record.isTwice && isAtDeclaredOffset && record.at + record.length === locatorAt;
}

/** Compares the EOCD fields that are not sentinels with the ZIP64 record. */
function agrees(end: EndOfCentralDirectory, record: Zip64EndRecord): boolean {
  return (
    (end.entries === 0xffff || end.entries === record.entries) &&
    (end.diskEntries === 0xffff || end.diskEntries === record.diskEntries) &&
    record.diskEntries === record.entries &&
    (end.sizeBytes === 0xffffffff || end.sizeBytes === record.sizeBytes) &&
    (end.offset === 0xffffffff || end.offset === record.offset)
  );
}

/** Tries the declared offset and the offset derived from the size, because readers trust either one; two directories are an error. */
async function createLocation(
  blob: Blob,
  claim: { offset: number; sizeBytes: number; endStart: number; mayWrap: boolean },
) {
  const anomalies: Anomaly[] = [];
  const counted = claim.endStart - claim.sizeBytes;
  if (counted === claim.offset) return { offset: claim.offset, shift: 0, isWrapped: false, anomalies };
  const empty = claim.sizeBytes === 0;
  const atDeclared = !empty && (await holdsDirectory(blob, claim.offset, claim.endStart));
  const atCounted = !empty && (await holdsDirectory(blob, counted, claim.endStart));
  if (atDeclared && atCounted) {
    anomalies.push(createAnomaly("directory_two_offsets", { declared: claim.offset, counted }));
    return { offset: claim.offset, shift: 0, isWrapped: false, anomalies };
  }
  if (atCounted) {
    const shift = counted - claim.offset;
    if (claim.mayWrap && shift > 0 && shift % wrapBytes === 0 && (await startsWithEntry(blob))) {
      anomalies.push(createAnomaly("values_wrapped"));
      return { offset: counted, shift: 0, isWrapped: true, anomalies };
    }
    anomalies.push(createAnomaly("directory_moved", { bytes: Math.abs(shift) }));
    return { offset: counted, shift, isWrapped: false, anomalies };
  }
  if (!atDeclared && !empty) anomalies.push(createAnomaly("directory_missing"));
  return {
    offset: empty ? Math.min(claim.offset, claim.endStart) : claim.offset,
    shift: 0,
    isWrapped: false,
    anomalies,
  };
}

/** Bytes before the archive move its directory too; then no entry is at the start. */
async function startsWithEntry(blob: Blob): Promise<boolean> {
  return (await readRange(blob, 0, 4)).is(0, signatures.localHeader);
}

async function holdsDirectory(blob: Blob, at: number, before: number): Promise<boolean> {
  if (!(at >= 0 && at + 4 <= before)) return false;
  return (await readRange(blob, at, at + 4)).is(0, signatures.directoryHeader);
}

async function leadsToDirectory(blob: Blob, offset: CentralDirectoryLocation): Promise<boolean> {
  if (offset.isEncrypted) return true;
  if (offset.entries === 0 && offset.sizeBytes === 0) return offset.offset <= offset.endStart;
  return holdsDirectory(blob, offset.offset, offset.endStart);
}
