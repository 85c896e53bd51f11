import type { ArchiveEntry, ArchiveListing } from "#lib/formats/zip/model";
import type { EntryColumns } from "./entry-columns.ts";
import type { Comparison } from "./entry-updates.ts";
import type { EntryCheck } from "./model.ts";

/** An archive without its entries. */
export type DirectoryHead = Omit<ArchiveListing, "entries">;

/** A part of the list, which may be shown. After the last one it is compared with the local headers. */
export type ListedPart = { head: DirectoryHead; entries: EntryColumns; isLast: boolean };

/** The directory read to its end. After listed parts come only the news, without them everything. */
export type ReadDirectory = { head: DirectoryHead; entries: EntryColumns | Comparison };

/** What the page calls in the worker. */
export type ArchiveMethods = {
  open: { params: { blob: Blob }; event: ListedPart; result: ReadDirectory };
  /** Checks all entries of the opened archive, but those in `except`. */
  check: { params: { except: number[] }; event: EntryCheck[]; result: undefined };
  /** Reads one entry whole. `continued` lifts the budgets that a person chose to go past. */
  read: { params: { blob: Blob; entry: ArchiveEntry; continued: boolean }; result: { check: EntryCheck; blob: Blob } };
  /** SHA-256 of the bytes, hex. */
  hash: { params: { blob: Blob }; result: string };
  /** Loads what reading needs before anybody waits for it. */
  warm: { params: null; result: undefined };
};
