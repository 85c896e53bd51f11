import { type RangeBytes, readRanges } from "#lib/bytes/blob-ranges";
import { createAnomaly } from "./anomalies.ts";
import { methods } from "./compression-methods.ts";
import { flags, localHeaderLength } from "./headers.ts";
import type { ParsedEntry } from "./read-entry.ts";
import { fixedBytes } from "./signatures.ts";

/** macOS (Finder, ditto) writes no ZIP64 fields: it stores sizes and offsets modulo this number, and counts modulo 65,536. */
export const wrapBytes = 2 ** 32;

const entriesAtOnce = 1024;
/** Data descriptors: signed or not, with 32- or 64-bit sizes (APPNOTE 4.3.9). */
const descriptorLengths = [12, 16, 20, 24];
/** Deflate adds at most five bytes to a block of 65,535 (RFC 1951, 3.2.4), so that the data is hardly longer than the file. */
const minSizeRatio = 0.999;

/**
 * Replaces offsets and sizes modulo 2^32 by the true ones. The offset is the one at which a local header has the entry's name;
 * the compressed size is the one that fills the bytes up to the next header exactly. Other entries keep their stored values, so
 * that the checks that follow report them.
 * @param directoryOffset where the data of the last entry ends
 */
export async function unwrapEntries(
  blob: Blob,
  drafts: readonly ParsedEntry[],
  directoryOffset: number,
): Promise<void> {
  const located: { draft: ParsedEntry; dataOffset: number }[] = [];
  for (let start = 0; start < drafts.length; start += entriesAtOnce) {
    const group = drafts.slice(start, start + entriesAtOnce);
    const find = await readRanges(
      blob,
      group.flatMap((draft) => listRanges(draft, directoryOffset)),
    );
    for (const draft of group) {
      draft.isWrapped = true;
      const found = listRanges(draft, directoryOffset).flatMap(({ from, to }) => {
        const length = matchLocalHeader(draft, find(from, to));
        return length === null ? [] : [{ from, dataOffset: from + length }];
      });
      const [first] = found;
      if (first === undefined) continue;
      if (found.length > 1) draft.entry.anomalies.push(createAnomaly("local_two_offsets"));
      draft.entry.headerOffset = first.from;
      located.push({ draft, dataOffset: first.dataOffset });
    }
  }
  located.sort((a, b) => a.dataOffset - b.dataOffset);
  for (const [index, { draft, dataOffset }] of located.entries())
    unwrapSizes(draft, (located[index + 1]?.draft.entry.headerOffset ?? directoryOffset) - dataOffset);
}

/** Ranges of every offset that the stored one can stand for, each with the header up to its name. */
function listRanges({ header }: ParsedEntry, directoryOffset: number): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  const length = fixedBytes.localHeader + header.rawName.length;
  for (let from = header.headerOffset; from + length <= directoryOffset; from += wrapBytes)
    ranges.push({ from, to: from + length });
  return ranges;
}

/** @returns the length of the local header, or null if none with the entry's name starts there */
function matchLocalHeader({ header: { rawName } }: ParsedEntry, range: RangeBytes | null): number | null {
  if (range === null) return null;
  const { bytes, at } = range;
  const length = localHeaderLength(bytes, at);
  if (length === null || bytes.u16(at + 26) !== rawName.length) return null;
  const name = bytes.slice(at + fixedBytes.localHeader, at + fixedBytes.localHeader + rawName.length);
  return name.every((byte, index) => byte === rawName[index]) ? length : null;
}

/** @param room bytes from the start of the data to the next header */
function unwrapSizes({ entry, header }: ParsedEntry, room: number): void {
  const lengths = (header.flags & flags.descriptor) === 0 ? [0] : descriptorLengths;
  const compressedBytes = lengths.map((length) => room - length).find((bytes) => isCongruent(bytes, header));
  if (compressedBytes === undefined || compressedBytes < wrapBytes) return;
  entry.compressedBytes = compressedBytes;
  const least = header.method === methods.stored ? compressedBytes - wrapBytes + 1 : compressedBytes * minSizeRatio;
  entry.sizeBytes += Math.max(0, Math.ceil((least - entry.sizeBytes) / wrapBytes)) * wrapBytes;
}

const isCongruent = (bytes: number, header: { compressedBytes: number }) =>
  bytes % wrapBytes === header.compressedBytes;
