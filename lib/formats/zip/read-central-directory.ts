import { readRange } from "#lib/bytes/blob-ranges";
import { type Anomaly, createAnomaly } from "./anomalies.ts";
import { directoryHeaderLength, parseDirectoryHeader } from "./headers.ts";
import type { CentralDirectoryLocation } from "./locate-central-directory.ts";
import type { Limits } from "./model.ts";
import { type ParsedEntry, readEntry } from "./read-entry.ts";
import { fixedBytes, signatures } from "./signatures.ts";

const readAheadBytes = 1024 * 1024;
const maxHeaderBytes = fixedBytes.directoryHeader + 3 * 0xffff;

/** Entries of the first chunk, enough for a screen; later chunks are larger. */
const firstBatchEntries = 250;
const batchEntries = 1000;

/** Counts the headers in `[from, to)` without reading them, because the declared count may be wrong or modulo 65,536. */
async function countHeaders(blob: Blob, from: number, to: number): Promise<{ count: number; end: number }> {
  let bytes = await readRange(blob, from, Math.min(from + readAheadBytes, to));
  for (let count = 0, at = from; ; count += 1) {
    if (at + fixedBytes.directoryHeader > bytes.offset + bytes.length && bytes.offset + bytes.length < to)
      bytes = await readRange(blob, at, Math.min(at + readAheadBytes, to));
    const length = directoryHeaderLength(bytes, at - bytes.offset);
    if (length === null || at + length > to) return { count, end: at };
    at += length;
  }
}

/** Reads headers until the central directory ends, is invalid or exceeds a limit. `onSome` receives chunks of long directories. */
export async function readCentralDirectory(
  blob: Blob,
  offset: CentralDirectoryLocation,
  limits: Limits,
  anomalies: Anomaly[],
  onSome?: (drafts: readonly ParsedEntry[]) => void,
) {
  const drafts: ParsedEntry[] = [];
  const claimedEnd = offset.offset + offset.sizeBytes;
  const end = Math.min(offset.endStart, offset.offset + limits.directoryBytes);
  let at = offset.offset;
  let bytes = await readRange(blob, at, Math.min(at + readAheadBytes, end));
  let over = false;
  let signatureBytes = 0;
  while (at < end) {
    if (at + maxHeaderBytes > bytes.offset + bytes.length && bytes.offset + bytes.length < end) {
      bytes = await readRange(blob, at, Math.min(at + readAheadBytes, end));
    }
    const header = parseDirectoryHeader(bytes, at - bytes.offset);
    if (header === null) break;
    if (drafts.length >= limits.entries) {
      over = true;
      break;
    }
    drafts.push(readEntry(header, drafts.length + 1, offset.shift));
    at += header.length;
    const { length } = drafts;
    if (offset.entries > 2 * firstBatchEntries && (length === firstBatchEntries || length % batchEntries === 0))
      onSome?.(drafts);
  }
  if (!over && at < end) {
    const digest = await readRange(blob, at, at + 6);
    if (digest.is(0, signatures.directoryDigest)) {
      const bytes = digest.length === 6 ? digest.u16(4) : 0;
      signatureBytes = Math.min(6 + bytes, end - at);
      at += signatureBytes;
      anomalies.push(createAnomaly("directory_signed", { bytes }));
    }
  }
  const count = drafts.length;
  // The EOCD counts to 65,535; without ZIP64, writers store larger counts modulo 65,536.
  const countFits = offset.entries === count || (count > 0xffff && offset.entries === (count & 0xffff));
  const tooLarge = !over && at >= offset.offset + limits.directoryBytes;
  const broken =
    !over && !tooLarge && count === 0
      ? offset.entries > 0 || offset.sizeBytes > 0
      : !over && !tooLarge && at < Math.min(claimedEnd, offset.endStart);
  if (over) {
    const rest = await countHeaders(blob, at, end);
    at = rest.end;
    anomalies.push(createAnomaly("entries_over_limit", { declared: count + rest.count, limit: limits.entries }));
  } else if (tooLarge) anomalies.push(createAnomaly("directory_too_large", { bytes: limits.directoryBytes }));
  else {
    if (broken) anomalies.push(createAnomaly("directory_damaged", { read: count }));
    if (!countFits) anomalies.push(createAnomaly("directory_count_wrong", { declared: offset.entries, found: count }));
    // Writers disagree whether the size includes the signature (APPNOTE 4.3.13).
    if (!broken && at !== claimedEnd && at - signatureBytes !== claimedEnd)
      anomalies.push(createAnomaly("directory_size_wrong", { declared: offset.sizeBytes, found: at - offset.offset }));
  }
  return { drafts, end: at, broken, complete: !over && !tooLarge };
}
