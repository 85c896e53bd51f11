import { ByteWriter } from "./byte-writer.ts";
import type { DigestedFile } from "./digest-file.ts";

/** A dossier is not made beyond this size, because it has no ZIP64 records. */
export const maxZipBytes = 0xffff_ffff;

/** The ZIP would be larger than 4 GiB − 1. */
export class ZipTooLargeError extends Error {
  override readonly name = "ZipTooLargeError";
}

const versionNeeded = 10;
const madeByUnix = (3 << 8) | versionNeeded;
const regularFile = 0o100000;

/** DOS date and time of a UTC time (APPNOTE 4.4.6); seconds are even. */
function dosTime(at: Date): number {
  const date = (Math.max(0, at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}

/** The fields that both headers share, from the version needed to the length of the extra field (APPNOTE 4.3.7, 4.3.12). */
function writeShared(writer: ByteWriter, name: Uint8Array, { crc32, blob }: DigestedFile, time: number): void {
  writer.u16(versionNeeded).u16(0).u16(0).u32(time).u32(crc32).u32(blob.size).u32(blob.size);
  writer.u16(name.length).u16(0);
}

const modeOf = (path: string) => regularFile | (path === "verify.sh" ? 0o755 : 0o644);

/**
 * Joins headers and Blobs to a ZIP with one folder; the files are stored, and their bytes are not copied.
 * @param base name of the folder @param files in their order @param madeAt time of every entry, in UTC
 * @throws ZipTooLargeError
 */
export function writeZip(base: string, files: readonly DigestedFile[], madeAt: Date): Blob {
  const time = dosTime(madeAt);
  const directory = new ByteWriter();
  const parts: BlobPart[] = [];
  let offset = 0;
  for (const file of files) {
    const name = new TextEncoder().encode(`${base}/${file.path}`);
    const header = new ByteWriter().u32(0x04034b50);
    writeShared(header, name, file, time);
    directory.u32(0x02014b50).u16(madeByUnix);
    writeShared(directory, name, file, time);
    directory
      .u16(0)
      .u16(0)
      .u16(0)
      .u32((modeOf(file.path) << 16) >>> 0)
      .u32(offset)
      .bytes(name);
    const start = header.bytes(name).join();
    parts.push(start, file.blob);
    offset += start.length + file.blob.size;
    // Checked here, because an offset beyond 32 bits cannot be written.
    if (offset > maxZipBytes) throw new ZipTooLargeError("The dossier is larger than 4 GiB.");
  }
  const listing = directory.join();
  const end = new ByteWriter().u32(0x06054b50).u16(0).u16(0).u16(files.length).u16(files.length);
  end.u32(listing.length).u32(offset).u16(0);
  if (offset + listing.length + end.length > maxZipBytes)
    throw new ZipTooLargeError("The dossier is larger than 4 GiB.");
  return new Blob([...parts, listing, end.join()], { type: "application/zip" });
}
