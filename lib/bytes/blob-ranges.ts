/** Reads byte ranges of a Blob, so that memory use does not depend on its size. */

import { ByteReader } from "./byte-reader.ts";

/** Covers the EOCD record and central directory of most archives in one read. */
export const tailBytes = 256 * 1024;
const tails = new WeakMap<Blob, ByteReader>();

/** Caches the end of the Blob for later reads. `known` are its last bytes, if already read. */
export async function cacheTail(blob: Blob, known?: Uint8Array): Promise<void> {
  if (tails.has(blob)) return;
  const isEnough = known !== undefined && known.length >= Math.min(blob.size, tailBytes);
  tails.set(
    blob,
    isEnough
      ? new ByteReader(known, blob.size - known.length)
      : await readRange(blob, blob.size - tailBytes, blob.size),
  );
}

/** Reads `[from, to)`, clamped to the Blob. */
export async function readRange(blob: Blob, from: number, to: number): Promise<ByteReader> {
  const start = Math.max(0, Math.min(from, blob.size));
  const end = Math.max(start, Math.min(to, blob.size));
  const tail = tails.get(blob);
  if (tail && start >= tail.offset) return new ByteReader(tail.slice(start - tail.offset, end - tail.offset), start);
  return new ByteReader(new Uint8Array(await blob.slice(start, end).arrayBuffer()), start);
}

export type ByteRange = { from: number; to: number };

/** Ranges within this distance are merged into one read. */
const mergeWithinBytes = 16 * 1024;
const largestReadBytes = 4 * 1024 * 1024;
const readsAtOnce = 32;

/** Bytes of one read, and the offset of a range in them. */
export type RangeBytes = { bytes: ByteReader; at: number };

/** Reads ranges, sorted and merged, a few at a time. @returns a lookup, null for bytes outside the Blob */
export async function readRanges(
  blob: Blob,
  ranges: readonly ByteRange[],
): Promise<(from: number, to: number) => RangeBytes | null> {
  const sorted = ranges
    .map((range) => ({ from: Math.max(0, range.from), to: Math.min(range.to, blob.size) }))
    .filter((range) => range.to > range.from)
    .sort((a, b) => a.from - b.from);
  const merged: ByteRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    const near = last !== undefined && range.from <= last.to + mergeWithinBytes;
    const fits = last !== undefined && (range.from <= last.to || range.to - last.from <= largestReadBytes);
    if (last && near && fits) {
      last.to = Math.max(last.to, range.to);
    } else merged.push({ ...range });
  }
  const windows: ByteReader[] = [];
  for (let start = 0; start < merged.length; start += readsAtOnce) {
    const group = merged.slice(start, start + readsAtOnce);
    windows.push(...(await Promise.all(group.map((range) => readRange(blob, range.from, range.to)))));
  }
  return (from, to) => findInWindows(windows, from, to);
}

function findInWindows(windows: readonly ByteReader[], from: number, to: number): RangeBytes | null {
  let low = 0;
  let high = windows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const window = windows[middle];
    if (window === undefined) return null;
    if (from < window.offset) high = middle - 1;
    else if (from >= window.offset + window.length) low = middle + 1;
    else {
      if (to > window.offset + window.length) return null;
      return { bytes: window, at: from - window.offset };
    }
  }
  return null;
}
