import { crc32, deflateRawSync } from "node:zlib";

/** Writes ZIP archives (PKWARE APPNOTE 6.3, without ZIP64): complete ones in memory, and the records for a stream. */

export type ArchiveFile = { path: string; bytes: Buffer };

/** Header data of one entry. `method` 0 is stored, 8 deflated. */
export type Entry = {
  path: string;
  method: 0 | 8;
  crc: number;
  compressedBytes: number;
  sizeBytes: number;
  offset: number;
};

const utf8Flag = 0x0800;

/** MS-DOS date and time (two-second steps) in UTC, so that archives are equal on every machine. */
function dosTime(time: Date): { date: number; time: number } {
  return {
    date: ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate(),
    time: (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1),
  };
}

/** The 26 bytes shared by local file header and central directory header, from "version needed" to "extra length". */
function commonFields(entry: Entry, modified: Date): Buffer {
  const stamp = dosTime(modified);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(utf8Flag, 2);
  fields.writeUInt16LE(entry.method, 4);
  fields.writeUInt16LE(stamp.time, 6);
  fields.writeUInt16LE(stamp.date, 8);
  fields.writeUInt32LE(entry.crc, 10);
  fields.writeUInt32LE(entry.compressedBytes, 14);
  fields.writeUInt32LE(entry.sizeBytes, 18);
  fields.writeUInt16LE(Buffer.byteLength(entry.path), 22);
  return fields;
}

export function makeLocalHeader(entry: Entry, modified: Date): Buffer {
  return Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), commonFields(entry, modified), Buffer.from(entry.path)]);
}

/** Central directory and EOCD. */
export function makeDirectory(entries: readonly Entry[], modified: Date): Buffer {
  const headers = entries.map((entry) => {
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(0o100644 * 0x1_0000, 6);
    tail.writeUInt32LE(entry.offset, 10);
    // Version made by: Unix, 2.0.
    const start = Buffer.from("PK\x01\x02\x14\x03", "latin1");
    return Buffer.concat([start, commonFields(entry, modified), tail, Buffer.from(entry.path)]);
  });
  const directory = Buffer.concat(headers);
  const last = entries.at(-1);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(last ? endOf(last) : 0, 16);
  return Buffer.concat([directory, end]);
}

/** Offset after an entry's data. */
export function endOf(entry: Entry): number {
  return entry.offset + 30 + Buffer.byteLength(entry.path) + entry.compressedBytes;
}

/** Stores pictures and video, which do not compress; deflates the rest. */
export function makeArchive(files: readonly ArchiveFile[], modified: Date): Buffer {
  const parts: Buffer[] = [];
  const entries: Entry[] = [];
  for (const { path, bytes } of files) {
    const isStored = /\.(jpe?g|png|mp4|webm|pdf)$/.test(path);
    const data = isStored ? bytes : deflateRawSync(bytes, { level: 9 });
    const previous = entries.at(-1);
    const entry: Entry = {
      path,
      method: isStored ? 0 : 8,
      crc: crc32(bytes),
      compressedBytes: data.length,
      sizeBytes: bytes.length,
      offset: previous ? endOf(previous) : 0,
    };
    entries.push(entry);
    parts.push(makeLocalHeader(entry, modified), data);
  }
  return Buffer.concat([...parts, makeDirectory(entries, modified)]);
}
