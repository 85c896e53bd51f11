import { readRange } from "#lib/bytes/blob-ranges";
import type { ByteReader } from "#lib/bytes/byte-reader";
import type { EndFields } from "./end-of-central-directory.ts";
import { fixedBytes, signatures } from "./signatures.ts";

/** The ZIP64 EOCD record (APPNOTE 4.3.14), its offset and the fields of its locator (APPNOTE 4.3.15). */
export type Zip64EndRecord = EndFields & {
  /** Distance from the offset in the locator. */
  movedBytes: number;
  /** A second record is directly before the locator. */
  isTwice: boolean;
  /** The directory is compressed or encrypted (version 2 of the record, APPNOTE 7.3.4). */
  isDirectoryEncrypted: boolean;
  /** Declared length plus the first twelve bytes, which the size field omits (APPNOTE 4.3.14.1). */
  length: number;
};

/** Reads the ZIP64 EOCD record of a locator, or directly before it, because prepended bytes move the record. */
export async function readZip64EndRecord(blob: Blob, locator: ByteReader): Promise<Zip64EndRecord | null> {
  const declared = locator.u64(8);
  const adjacent = locator.offset - fixedBytes.end64Record;
  const [first, second] = await Promise.all([readEnd64At(blob, declared), readEnd64At(blob, adjacent)]);
  const found = first ?? second;
  if (found === null) return null;
  return {
    ...found,
    movedBytes: found.at - declared,
    isTwice: first !== null && second !== null && declared !== adjacent,
  };
}

/** Version 2 has 28 more bytes: compression method, two sizes, encryption algorithm, key length, flags and hash. */
const version2Bytes = 84;
const version2 = 62;

async function readEnd64At(blob: Blob, at: number) {
  if (at < 0 || at + fixedBytes.end64Record > blob.size) return null;
  const record = await readRange(blob, at, at + version2Bytes);
  if (!record.is(0, signatures.end64Record)) return null;
  const length = 12 + record.u64(4);
  const isVersion2 = length >= version2Bytes && record.length === version2Bytes && record.u16(14) >= version2;
  return {
    at,
    length,
    isDirectoryEncrypted: isVersion2 && (record.u16(56) !== 0 || record.u16(74) !== 0),
    disk: record.u32(16),
    directoryDisk: record.u32(20),
    diskEntries: record.u64(24),
    entries: record.u64(32),
    sizeBytes: record.u64(40),
    offset: record.u64(48),
  };
}
