import { readRange } from "#lib/bytes/blob-ranges";
import type { ByteReader } from "#lib/bytes/byte-reader";
import { findSignatures, fixedBytes, signatures } from "./signatures.ts";

/** Fields of the EOCD record that its ZIP64 form has too (APPNOTE 4.3.14, 4.3.16). */
export type EndFields = {
  at: number;
  disk: number;
  directoryDisk: number;
  diskEntries: number;
  entries: number;
  sizeBytes: number;
  offset: number;
};

export type EndOfCentralDirectory = EndFields & {
  comment: Uint8Array;
  /** Bytes of the comment missing at the end of the archive. */
  commentMissing: number;
};

const tailBytes = 0xffff + fixedBytes.endRecord;
const scanChunkBytes = 1024 * 1024;
const scanLimitBytes = 512 * 1024 * 1024;
const candidateLimit = 64;

/** Finds all EOCD records in the tail, or else the nearest one before it. */
export async function findEndRecords(blob: Blob): Promise<EndOfCentralDirectory[]> {
  const tail = await readRange(blob, blob.size - tailBytes, blob.size);
  const found = readCandidates(tail);
  if (found.length > 0) return found;
  const stop = Math.max(0, blob.size - scanLimitBytes);
  for (let to = tail.offset + fixedBytes.endRecord; to > stop; to -= scanChunkBytes - fixedBytes.endRecord) {
    const chunk = await readRange(blob, to - scanChunkBytes, to);
    const last = readCandidates(chunk).at(-1);
    if (last) {
      const again = await readRange(blob, last.at, last.at + tailBytes);
      return readCandidates(again).slice(0, 1);
    }
    if (chunk.offset === 0) break;
  }
  return [];
}

function readCandidates(tail: ByteReader): EndOfCentralDirectory[] {
  const fitting = findSignatures(tail.data, signatures.endRecord, Number.POSITIVE_INFINITY).filter(
    (at) => at + fixedBytes.endRecord <= tail.length,
  );
  // Prefers the last signatures and comments that end with the archive, so that decoy signatures cannot hide the true record.
  const closing = fitting.filter((at) => at + fixedBytes.endRecord + tail.u16(at + 20) === tail.length);
  const wanted = new Set([...closing.slice(-candidateLimit), ...fitting.slice(-candidateLimit)]);
  return [...wanted].sort((a, b) => a - b).map((at) => readEndRecord(tail, at));
}

function readEndRecord(tail: ByteReader, at: number): EndOfCentralDirectory {
  const commentLength = tail.u16(at + 20);
  const commentStart = at + fixedBytes.endRecord;
  return {
    at: tail.offset + at,
    disk: tail.u16(at + 4),
    directoryDisk: tail.u16(at + 6),
    diskEntries: tail.u16(at + 8),
    entries: tail.u16(at + 10),
    sizeBytes: tail.u32(at + 12),
    offset: tail.u32(at + 16),
    comment: tail.slice(commentStart, commentStart + commentLength).slice(),
    commentMissing: Math.max(0, commentStart + commentLength - tail.length),
  };
}
