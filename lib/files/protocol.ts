import type { BlobDigests } from "#lib/bytes/blob-digests";
import type { ArchiveEntry, ArchiveListing } from "#lib/formats/zip/model";
import type { EntryColumns } from "./entry-columns.ts";
import type { EntryUpdates } from "./entry-updates.ts";
import type { EntryCheck } from "./model.ts";

export type DirectoryHead = Omit<ArchiveListing, "entries">;

/** Chunk of the list for display. The comparison with the local headers follows the last one. */
export type ListedPart = { head: DirectoryHead; entries: EntryColumns; isLast: boolean };

/** The fully read central directory: only updates after listed chunks, else all entries. */
export type ReadDirectory = { head: DirectoryHead; entries: EntryColumns | EntryUpdates };

export type ArchiveMethods = {
  open: { params: { blob: Blob }; event: ListedPart; result: ReadDirectory };
  /**
   * `passwords` are tried on encrypted entries; the worker keeps none. Contents of up to `keepBytes` in all come with their checks,
   * some of them before.
   */
  check: {
    params: { except: number[]; passwords: readonly string[]; keepBytes: number };
    event: { checks: EntryCheck[]; contents: [number: number, content: Blob][] };
    result: undefined;
  };
  /** Reads one full entry. `continued` raises the limits at the user's request. */
  read: {
    params: { blob: Blob; entry: ArchiveEntry; continued: boolean; passwords: readonly string[] };
    result: { check: EntryCheck; blob: Blob };
  };
  /** Digests of the whole archive. */
  hash: { params: { blob: Blob }; result: BlobDigests };
  warm: { params: null; result: undefined };
};
