/** What the headers of the entry say. Sizes and CRC-32 as in the archive that it comes from. */
export type OneEntry = {
  method: number;
  flags: number;
  /** DOS time; ZipCrypto checks passwords with it. */
  time: number;
  crc32: number;
  sizeBytes: number;
  compressedBytes: number;
  extra: Uint8Array;
};

/** Sizes from here on need ZIP64, which these archives do not have. */
export const oneEntryLimitBytes = 0xffffffff - 1024;

const version = 63;
const name = 0x78;

/**
 * Makes the bytes around compressed data that turn it into an archive of one entry. A library then decodes exactly the
 * bytes that this reader found, and cannot choose other ones.
 */
export function wrapEntry(entry: OneEntry): { before: Uint8Array<ArrayBuffer>; after: Uint8Array<ArrayBuffer> } {
  const { extra } = entry;
  const before = new Uint8Array(31 + extra.length);
  const local = new DataView(before.buffer);
  local.setUint32(0, 0x04034b50, true);
  writeCommon(local, 4, entry);
  before[30] = name;
  before.set(extra, 31);

  const directoryBytes = 47 + extra.length;
  const after = new Uint8Array(directoryBytes + 22);
  const view = new DataView(after.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, version, true);
  writeCommon(view, 6, entry);
  after[46] = name;
  after.set(extra, 47);
  view.setUint32(directoryBytes, 0x06054b50, true);
  view.setUint16(directoryBytes + 8, 1, true);
  view.setUint16(directoryBytes + 10, 1, true);
  view.setUint32(directoryBytes + 12, directoryBytes, true);
  view.setUint32(directoryBytes + 16, before.length + entry.compressedBytes, true);
  return { before, after };
}

/** Writes the fields from "version needed" to "extra field length", which both headers have. */
function writeCommon(view: DataView, at: number, entry: OneEntry): void {
  view.setUint16(at, version, true);
  view.setUint16(at + 2, entry.flags, true);
  view.setUint16(at + 4, entry.method, true);
  view.setUint16(at + 6, entry.time, true);
  view.setUint16(at + 8, 0x21, true);
  view.setUint32(at + 10, entry.crc32, true);
  view.setUint32(at + 14, entry.compressedBytes, true);
  view.setUint32(at + 18, Math.min(entry.sizeBytes, 0xfffffffe), true);
  view.setUint16(at + 22, 1, true);
  view.setUint16(at + 24, entry.extra.length, true);
}
