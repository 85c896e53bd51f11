import { readRanges } from "#lib/bytes/blob-ranges";
import { createAnomaly } from "#lib/formats/zip/anomalies";
import { compressedRange, findObstacle } from "#lib/formats/zip/entry-data";
import type { ArchiveEntry, Limits } from "#lib/formats/zip/model";
import { checkEntry } from "./check-entry.ts";
import { ContentKeeper } from "./content-keeper.ts";
import type { EntryCheck } from "./model.ts";
import { describeUnreadable } from "./read-plain.ts";

const groupBytes = 4 * 1024 * 1024;
const groupEntries = 512;
const smallCompressedBytes = 64 * 1024;
/** Browsers free inflated memory only while the worker is idle. */
const restAfterBytes = 8 * 1024 * 1024;
const rest = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Checks all entries in byte order and yields groups; `contents` keeps what was read. Beyond the total budget of counted bytes, entries are reported as not read. */
export async function* checkAll(
  blob: Blob,
  entries: readonly ArchiveEntry[],
  limits: Limits,
  signal?: AbortSignal,
  passwords: readonly string[] = [],
  contents = new ContentKeeper(0),
): AsyncGenerator<EntryCheck[]> {
  const sorted = entries.toSorted((a, b) => (a.dataOffset ?? -1) - (b.dataOffset ?? -1));
  let total = 0;
  let sinceRest = 0;
  /** Hashes the previous group while the next one is read. */
  let before: Promise<EntryCheck[]> | null = null;
  for (const group of groupSmall(sorted, blob.size)) {
    signal?.throwIfAborted();
    const find =
      group.length > 1
        ? await readRanges(
            blob,
            group.map((entry) => compressedRange(entry, blob.size)),
          )
        : null;
    const checks: (EntryCheck | Promise<EntryCheck>)[] = [];
    for (const entry of group) {
      signal?.throwIfAborted();
      if (total >= limits.totalBytes && findObstacle(entry, passwords.length > 0) === null) {
        checks.push({
          ...describeUnreadable(entry, null),
          state: "stopped",
          anomalies: [createAnomaly("over_total_budget", { bytes: limits.totalBytes })],
        });
        continue;
      }
      const range = compressedRange(entry, blob.size);
      const offset = range.to > range.from ? find?.(range.from, range.to) : undefined;
      const bytes = offset?.bytes.slice(offset.at, offset.at + range.to - range.from);
      const known = bytes as Uint8Array<ArrayBuffer> | undefined;
      const keep = contents.hasRoomFor(entry.sizeBytes);
      const read = await checkEntry(blob, entry, limits, { signal, known, passwords, keep });
      // What needs a password is read again when it is opened: one that fits may be known by then.
      if (keep && entry.encryption === null) contents.add(entry.number, read.blob);
      total += read.readBytes;
      sinceRest += read.readBytes;
      if (sinceRest > restAfterBytes) {
        sinceRest = 0;
        await rest();
      }
      checks.push(read.check);
    }
    if (before) yield await before;
    before = Promise.all(checks);
  }
  if (before) yield await before;
}

/** Groups neighbouring small entries for one read. A large entry is its own group. */
function* groupSmall(sorted: readonly ArchiveEntry[], archiveBytes: number): Generator<ArchiveEntry[]> {
  let group: ArchiveEntry[] = [];
  let from = 0;
  for (const entry of sorted) {
    const range = compressedRange(entry, archiveBytes);
    const small = range.to - range.from <= smallCompressedBytes;
    if (group.length > 0 && (!small || group.length >= groupEntries || range.to - from > groupBytes)) {
      yield group;
      group = [];
    }
    if (!small) yield [entry];
    else {
      if (group.length === 0) from = range.from;
      group.push(entry);
    }
  }
  if (group.length > 0) yield group;
}
