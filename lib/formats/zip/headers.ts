import type { ByteReader } from "#lib/bytes/byte-reader";
import { fixedBytes, signatures } from "./signatures.ts";

/** General purpose flags that affect reading (APPNOTE 4.4.4). */
export const flags = { encrypted: 1, descriptor: 8, patch: 32, strong: 64, utf8: 2048, masked: 8192 } as const;

/** Fields that both headers of an entry have, in this order (APPNOTE 4.3.7, 4.3.12). */
type CommonFields = {
  versionNeeded: number;
  flags: number;
  method: number;
  time: number;
  date: number;
  crc32: number;
  compressedBytes: number;
  sizeBytes: number;
};

export type LocalHeader = CommonFields & { rawName: Uint8Array; extra: Uint8Array; length: number };

export type DirectoryHeader = LocalHeader & {
  host: number;
  disk: number;
  attributes: number;
  headerOffset: number;
  comment: Uint8Array;
};

const readCommonFields = (bytes: ByteReader, at: number): CommonFields => ({
  versionNeeded: bytes.u16(at),
  flags: bytes.u16(at + 2),
  method: bytes.u16(at + 4),
  time: bytes.u16(at + 6),
  date: bytes.u16(at + 8),
  crc32: bytes.u32(at + 10),
  compressedBytes: bytes.u32(at + 14),
  sizeBytes: bytes.u32(at + 18),
});

/** Returns the length of the central directory header at `at` from its fixed part, or null. */
export function directoryHeaderLength(bytes: ByteReader, at: number): number | null {
  if (at + fixedBytes.directoryHeader > bytes.length || !bytes.is(at, signatures.directoryHeader)) return null;
  return fixedBytes.directoryHeader + bytes.u16(at + 28) + bytes.u16(at + 30) + bytes.u16(at + 32);
}

/** Parses the central directory header at `at`. @returns null if missing or truncated */
export function parseDirectoryHeader(bytes: ByteReader, at: number): DirectoryHeader | null {
  const length = directoryHeaderLength(bytes, at);
  if (length === null || at + length > bytes.length) return null;
  const nameLength = bytes.u16(at + 28);
  const extraLength = bytes.u16(at + 30);
  const nameAt = at + fixedBytes.directoryHeader;
  return {
    ...readCommonFields(bytes, at + 6),
    host: bytes.u16(at + 4) >> 8,
    disk: bytes.u16(at + 34),
    attributes: bytes.u32(at + 38),
    headerOffset: bytes.u32(at + 42),
    rawName: bytes.slice(nameAt, nameAt + nameLength),
    extra: bytes.slice(nameAt + nameLength, nameAt + nameLength + extraLength),
    comment: bytes.slice(nameAt + nameLength + extraLength, at + length),
    length,
  };
}

/** Returns the length of the local header at `at` from its fixed part, or null. */
export function localHeaderLength(bytes: ByteReader, at: number): number | null {
  if (at + fixedBytes.localHeader > bytes.length || !bytes.is(at, signatures.localHeader)) return null;
  return fixedBytes.localHeader + bytes.u16(at + 26) + bytes.u16(at + 28);
}

/** Parses the local header at `at`. @returns null if missing or truncated */
export function parseLocalHeader(bytes: ByteReader, at: number): LocalHeader | null {
  const length = localHeaderLength(bytes, at);
  if (length === null || at + length > bytes.length) return null;
  const nameAt = at + fixedBytes.localHeader;
  const nameLength = bytes.u16(at + 26);
  return {
    ...readCommonFields(bytes, at + 4),
    rawName: bytes.slice(nameAt, nameAt + nameLength),
    extra: bytes.slice(nameAt + nameLength, at + length),
    length,
  };
}

let lastStamp: { date: number; time: number; text: string | null } | null = null;

/** Formats DOS date and time (APPNOTE 4.4.6) as `2026-11-23T10:00:00`. @returns null if zero or not a calendar date */
export function formatDosTime(date: number, time: number): string | null {
  // Caches the last result, because files of one archive often share one time.
  if (lastStamp?.date !== date || lastStamp.time !== time)
    lastStamp = { date, time, text: describeDosTime(date, time) };
  return lastStamp.text;
}

function describeDosTime(date: number, time: number): string | null {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  const [hour, minute, second] = [time >> 11, (time >> 5) & 63, (time & 31) * 2];
  const stamp = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const valid =
    month >= 1 &&
    stamp.getUTCMonth() === month - 1 &&
    stamp.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  return valid ? stamp.toISOString().slice(0, 19) : null;
}
