import { ByteReader } from "#lib/bytes/byte-reader";
import { computeCrc32 } from "#lib/bytes/crc32";

/** What we read from the extra fields of one header (APPNOTE 4.5, 4.6.9; Info-ZIP's extended timestamp). */
export type ExtraFields = {
  /** Content of the ZIP64 field, or null; several are an oddity. */
  zip64: Uint8Array | null;
  zip64Count: number;
  /** Name in the Unicode path field when its CRC fits the header's name; `staleName` when it does not, which not all programs check. */
  unicodeName: Uint8Array | null;
  staleName: Uint8Array | null;
  /** One of the fields that are read here stands there more than once. */
  repeated: boolean;
  /** Modification time in seconds since 1970, UTC. */
  modifiedSeconds: number | null;
  /** A field's length runs past the end of the extra data. */
  broken: boolean;
};

const ids = { zip64: 0x0001, timestamp: 0x5455, unicodePath: 0x7075 } as const;

/** Most headers have no extra fields: nobody writes into this one. */
const none: Readonly<ExtraFields> = {
  zip64: null,
  zip64Count: 0,
  unicodeName: null,
  staleName: null,
  repeated: false,
  modifiedSeconds: null,
  broken: false,
};

/** Reads the extra data of one header; `rawName` is that header's name, which the Unicode path field must fit. */
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
  // Up to three bytes of padding are common (zipalign writes zeros); other leftovers are not fields.
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
      found.unicodeName = field.slice(5, field.length);
    else found.staleName = field.slice(5, field.length);
  } else if (id === ids.timestamp && field.length >= 5 && ((field.data[0] ?? 0) & 1) === 1) {
    found.modifiedSeconds = field.u32(1) | 0;
  }
}

/** Sizes and offset after the ZIP64 field was applied to the sentinels of a header. */
export type Zip64Values = {
  sizeBytes: number;
  packedBytes: number;
  headerOffset: number;
  disk: number;
  /** The field is too short for its sentinels, or missing while offset or sizes need it. */
  broken: boolean;
  /** The field says something else than a header field that needed no help. */
  differs: boolean;
};

/** Applies the ZIP64 field (4.5.3): values stand in fixed order, only for the header fields that are sentinels. */
export function applyZip64(
  header: { sizeBytes: number; packedBytes: number; headerOffset: number; disk: number },
  extra: Readonly<ExtraFields>,
): Zip64Values {
  const { sizeBytes, packedBytes, headerOffset, disk } = header;
  const values: Zip64Values = {
    sizeBytes,
    packedBytes,
    headerOffset,
    disk,
    broken: false,
    differs: extra.zip64Count > 1,
  };
  const needs = {
    sizeBytes: header.sizeBytes === 0xffffffff,
    packedBytes: header.packedBytes === 0xffffffff,
    headerOffset: header.headerOffset === 0xffffffff,
  };
  const needsDisk = header.disk === 0xffff;
  if (extra.zip64 === null)
    return { ...values, broken: needs.sizeBytes || needs.packedBytes || needs.headerOffset || needsDisk };
  const field = new ByteReader(extra.zip64, 0);
  let at = 0;
  for (const key of ["sizeBytes", "packedBytes", "headerOffset"] as const) {
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

/**
 * Some writers repeat both sizes always; that is harmless as long as they say the same as the header.
 * Without sentinels the words stand in their fixed order; after sentinels each further word must repeat a known value.
 */
function surplusAgrees(field: ByteReader, used: number, values: Zip64Values): boolean {
  const known = [values.sizeBytes, values.packedBytes, values.headerOffset];
  // What is left of whole words may be the number of a disk.
  if ((field.length - used) % 8 !== 0 && (field.length - used) % 8 !== 4) return false;
  for (let at = used; at + 8 <= field.length; at += 8) {
    const word = field.u64(at);
    const agrees = used === 0 ? word === known[at / 8] : word === 0 || known.includes(word);
    if (!agrees) return false;
  }
  return true;
}
