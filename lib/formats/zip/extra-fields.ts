import { ByteReader } from "#lib/bytes/byte-reader";
import { computeCrc32 } from "#lib/bytes/crc32";
import { type AesField, parseAesField } from "./encryption.ts";

/** Supported extra fields of one header (APPNOTE 4.5, 4.6.9; Info-ZIP extended timestamp). */
export type ExtraFields = {
  zip64: Uint8Array | null;
  zip64Count: number;
  /** Names in Unicode path fields whose CRC matches the header name; `staleName` otherwise, which not all programs check. */
  unicodeNames: readonly Uint8Array[];
  staleName: Uint8Array | null;
  /** A supported field occurs more than once. */
  repeated: boolean;
  /** Modification time in seconds since 1970, UTC. */
  modifiedSeconds: number | null;
  aes: AesField | null;
  broken: boolean;
};

const ids = { zip64: 0x0001, timestamp: 0x5455, unicodePath: 0x7075, aes: 0x9901 } as const;

const none: Readonly<ExtraFields> = {
  zip64: null,
  zip64Count: 0,
  unicodeNames: [],
  staleName: null,
  repeated: false,
  modifiedSeconds: null,
  aes: null,
  broken: false,
};

/** Parses the extra data of one header. `rawName` is the header name for the Unicode path CRC. */
export function parseExtraFields(extra: Uint8Array, rawName: Uint8Array): Readonly<ExtraFields> {
  if (extra.length === 0) return none;
  const found: ExtraFields = { ...none };
  const seen = new Set<number>();
  const bytes = new ByteReader(extra, 0);
  let at = 0;
  while (at + 4 <= extra.length) {
    const id = bytes.u16(at);
    const length = bytes.u16(at + 2);
    const from = at + 4;
    if (from + length > extra.length) {
      found.broken = true;
      return found;
    }
    found.repeated ||= seen.has(id) && Object.values(ids).some((known) => known === id);
    seen.add(id);
    readField(found, id, new ByteReader(extra.subarray(from, from + length), 0), rawName);
    at = from + length;
  }
  // Tolerates up to three zero padding bytes, as zipalign writes; other leftovers are not fields.
  found.broken ||= extra.subarray(at).some((byte) => byte !== 0);
  return found;
}

function readField(found: ExtraFields, id: number, field: ByteReader, rawName: Uint8Array): void {
  if (id === ids.zip64) {
    found.zip64 ??= field.data;
    found.zip64Count += 1;
  } else if (id === ids.unicodePath) {
    if (field.length <= 5) found.broken = true;
    else if (field.data[0] === 1 && field.u32(1) === computeCrc32(rawName))
      found.unicodeNames = [...found.unicodeNames, field.slice(5, field.length)];
    else found.staleName = field.slice(5, field.length);
  } else if (id === ids.timestamp && field.length >= 5 && ((field.data[0] ?? 0) & 1) === 1) {
    found.modifiedSeconds = field.u32(1) | 0;
  } else if (id === ids.aes) {
    const aes = parseAesField(field);
    if (aes === null) found.broken = true;
    found.aes ??= aes;
  }
}

export type Zip64Values = {
  sizeBytes: number;
  compressedBytes: number;
  headerOffset: number;
  disk: number;
  /** The field is missing or too short for its sentinels. */
  broken: boolean;
  /** The field contradicts a header field that is not a sentinel. */
  differs: boolean;
};

/** Applies the ZIP64 field (APPNOTE 4.5.3): values in fixed order, only for header fields that are sentinels. */
export function applyZip64(
  header: { sizeBytes: number; compressedBytes: number; headerOffset: number; disk: number },
  extra: Readonly<ExtraFields>,
): Zip64Values {
  const { sizeBytes, compressedBytes, headerOffset, disk } = header;
  const values: Zip64Values = {
    sizeBytes,
    compressedBytes,
    headerOffset,
    disk,
    broken: false,
    differs: extra.zip64Count > 1,
  };
  const needs = {
    sizeBytes: header.sizeBytes === 0xffffffff,
    compressedBytes: header.compressedBytes === 0xffffffff,
    headerOffset: header.headerOffset === 0xffffffff,
  };
  const needsDisk = header.disk === 0xffff;
  if (extra.zip64 === null)
    return { ...values, broken: needs.sizeBytes || needs.compressedBytes || needs.headerOffset || needsDisk };
  const field = new ByteReader(extra.zip64, 0);
  let at = 0;
  for (const key of ["sizeBytes", "compressedBytes", "headerOffset"] as const) {
    if (!needs[key]) continue;
    if (at + 8 > field.length) return { ...values, broken: true };
    values[key] = field.u64(at);
    at += 8;
  }
  if (needsDisk) {
    if (at + 4 > field.length) return { ...values, broken: true };
    values.disk = field.u32(at);
    at += 4;
  }
  if (at < field.length) values.differs ||= !surplusAgrees(field, at, values);
  return values;
}

/** Accepts redundant values that match the header, because some writers always include both sizes. */
function surplusAgrees(field: ByteReader, used: number, values: Zip64Values): boolean {
  const known = [values.sizeBytes, values.compressedBytes, values.headerOffset];
  // The last four bytes may be a disk number.
  if ((field.length - used) % 8 !== 0 && (field.length - used) % 8 !== 4) return false;
  for (let at = used; at + 8 <= field.length; at += 8) {
    const word = field.u64(at);
    const agrees = used === 0 ? word === known[at / 8] : word === 0 || known.includes(word);
    if (!agrees) return false;
  }
  return true;
}
