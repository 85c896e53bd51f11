import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";

/** Builds test archives in which each header field can be overridden separately. */

type Truth = {
  version: number;
  flags: number;
  method: number;
  time: number;
  date: number;
  crc32: number;
  compressedBytes: number;
  sizeBytes: number;
};

type HeaderFields = Partial<Truth & { name: Uint8Array | string; extra: Uint8Array; signature: number }>;

export type TestEntry = {
  name: Uint8Array | string;
  data?: Uint8Array | string;
  /** 0 stored, 8 deflated (default); other numbers store the data unchanged. */
  method?: number;
  flags?: number;
  /** Replaces the compressed bytes. */
  compressed?: Uint8Array;
  local?: HeaderFields;
  directory?: HeaderFields &
    Partial<{ host: number; attributes: number; disk: number; headerOffset: number; comment: string }>;
  /** Data descriptor: 32 or 64 bit, signed or not; `wrong` has a false CRC. */
  descriptor?: "signed" | "bare" | "signed64" | "wrong";
  before?: Uint8Array | string;
  /** Omits the entry from the central directory, or its local part from the file. */
  unlisted?: boolean;
};

export type TestArchive = {
  entries: TestEntry[];
  prefix?: Uint8Array | string;
  /** Writes offsets without counting the prefix. */
  prefixUncounted?: boolean;
  beforeDirectory?: Uint8Array | string;
  afterDirectory?: Uint8Array | string;
  comment?: Uint8Array | string;
  tail?: Uint8Array | string;
  /** `more` follows the fixed part of the ZIP64 record; `length` overrides its size. */
  zip64?:
    | boolean
    | {
        entries?: number;
        diskEntries?: number;
        sizeBytes?: number;
        offset?: number;
        more?: Uint8Array | string;
        length?: number;
        /** Locator fields: disk of the record, number of disks, offset of the record. */
        locator?: { disk?: number; disks?: number; offset?: number };
      };
  end?: Partial<{
    disk: number;
    directoryDisk: number;
    diskEntries: number;
    entries: number;
    sizeBytes: number;
    offset: number;
    commentLength: number;
  }>;
};

type End64Fields = Exclude<TestArchive["zip64"], boolean | undefined>;

const bytesOf = (value: Uint8Array | string | undefined): Buffer =>
  typeof value === "string" ? Buffer.from(value) : Buffer.from(value ?? []);
const u16 = (value: number) => Buffer.from([value & 255, (value >>> 8) & 255]);
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);
export const u64 = (value: number) => {
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(BigInt(value));
  return out;
};

export const extraField = (id: number, data: Uint8Array) => Buffer.concat([u16(id), u16(data.length), data]);

/** 2026-11-23 10:20:00 in DOS format. */
const date = ((2026 - 1980) << 9) | (11 << 5) | 23;
const time = (10 << 11) | (20 << 5);

export function makeArchive(archive: TestArchive): Buffer {
  const parts: Buffer[] = [bytesOf(archive.prefix)];
  let at = parts[0]?.length ?? 0;
  const uncounted = archive.prefixUncounted ? at : 0;
  const directory: Buffer[] = [];
  const push = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  for (const entry of archive.entries) {
    push(bytesOf(entry.before));
    const data = bytesOf(entry.data);
    const method = entry.method ?? 8;
    const compressed = entry.compressed ? Buffer.from(entry.compressed) : method === 8 ? deflateRawSync(data) : data;
    const flags = (entry.flags ?? 0) | (entry.descriptor ? 8 : 0);
    const truth = {
      version: 20,
      flags,
      method,
      time,
      date,
      crc32: crc32(data),
      compressedBytes: compressed.length,
      sizeBytes: data.length,
    };
    const offset = at - uncounted;
    push(
      localHeader(
        { ...truth, ...(entry.descriptor ? { crc32: 0, compressedBytes: 0, sizeBytes: 0 } : {}), ...entry.local },
        bytesOf(entry.local?.name ?? entry.name),
      ),
    );
    push(compressed);
    push(descriptor(entry.descriptor, truth));
    if (!entry.unlisted)
      directory.push(
        directoryHeader(
          { ...truth, headerOffset: offset, ...entry.directory },
          bytesOf(entry.directory?.name ?? entry.name),
        ),
      );
  }
  push(bytesOf(archive.beforeDirectory));
  const offset = at - uncounted;
  const listing = Buffer.concat(directory);
  push(listing);
  push(bytesOf(archive.afterDirectory));
  const truth = { entries: directory.length, sizeBytes: listing.length, offset };
  if (archive.zip64) push(end64(at, { ...truth, ...(archive.zip64 === true ? {} : archive.zip64) }));
  const end = archive.zip64
    ? {
        disk: 0,
        directoryDisk: 0,
        diskEntries: 0xffff,
        entries: 0xffff,
        sizeBytes: 0xffffffff,
        offset: 0xffffffff,
        ...archive.end,
      }
    : { disk: 0, directoryDisk: 0, diskEntries: truth.entries, ...truth, ...archive.end };
  const comment = bytesOf(archive.comment);
  push(
    Buffer.concat([
      u32(0x06054b50),
      u16(end.disk),
      u16(end.directoryDisk),
      u16(end.diskEntries),
      u16(end.entries),
      u32(end.sizeBytes),
      u32(end.offset),
      u16(archive.end?.commentLength ?? comment.length),
      comment,
    ]),
  );
  push(bytesOf(archive.tail));
  return Buffer.concat(parts);
}

/** Fields that both headers have in this order. */
const commonFields = (fields: Truth) => [
  u16(fields.version),
  u16(fields.flags),
  u16(fields.method),
  u16(fields.time),
  u16(fields.date),
  u32(fields.crc32),
  u32(fields.compressedBytes),
  u32(fields.sizeBytes),
];

function localHeader(fields: Truth & HeaderFields, name: Buffer): Buffer {
  const extra = bytesOf(fields.extra);
  return Buffer.concat([
    u32(fields.signature ?? 0x04034b50),
    ...commonFields(fields),
    u16(name.length),
    u16(extra.length),
    name,
    extra,
  ]);
}

function directoryHeader(
  fields: Truth & NonNullable<TestEntry["directory"]> & { headerOffset: number },
  name: Buffer,
): Buffer {
  const extra = bytesOf(fields.extra);
  const comment = bytesOf(fields.comment);
  return Buffer.concat([
    u32(fields.signature ?? 0x02014b50),
    u16(((fields.host ?? 0) << 8) | 20),
    ...commonFields(fields),
    u16(name.length),
    u16(extra.length),
    u16(comment.length),
    u16(fields.disk ?? 0),
    u16(0),
    u32(fields.attributes ?? 0),
    u32(fields.headerOffset),
    name,
    extra,
    comment,
  ]);
}

function descriptor(kind: TestEntry["descriptor"], truth: Truth): Buffer {
  if (!kind) return Buffer.alloc(0);
  const crc = u32(kind === "wrong" ? truth.crc32 ^ 1 : truth.crc32);
  const sizes =
    kind === "signed64"
      ? [u64(truth.compressedBytes), u64(truth.sizeBytes)]
      : [u32(truth.compressedBytes), u32(truth.sizeBytes)];
  return Buffer.concat([...(kind === "bare" ? [] : [u32(0x08074b50)]), crc, ...sizes]);
}

function end64(
  at: number,
  fields: Required<Pick<End64Fields, "entries" | "sizeBytes" | "offset">> & End64Fields,
): Buffer {
  const more = bytesOf(fields.more);
  return Buffer.concat([
    u32(0x06064b50),
    u64(fields.length ?? 44 + more.length),
    u16(45),
    u16(45),
    u32(0),
    u32(0),
    u64(fields.diskEntries ?? fields.entries),
    u64(fields.entries),
    u64(fields.sizeBytes),
    u64(fields.offset),
    more,
    u32(0x07064b50),
    u32(fields.locator?.disk ?? 0),
    u64(fields.locator?.offset ?? at),
    u32(fields.locator?.disks ?? 1),
  ]);
}
