import type { ArchiveEntry, Directory } from "#lib/formats/zip/model";
import type { EntryColumns } from "./entry-columns.ts";
import type { Comparison } from "./entry-updates.ts";
import type { EntryCheck } from "./model.ts";

/** What the page asks of the worker; every ask has an id, and its answers carry it back. */
export type Ask = { id: number } & (
  | { ask: "open"; blob: Blob }
  /** Checks all entries of the opened archive, but those in `except`. */
  | { ask: "check"; except: number[] }
  /** Reads one entry whole. `continued` lifts the budgets that a person chose to go past. */
  | { ask: "read"; blob: Blob; entry: ArchiveEntry; continued: boolean }
  | { ask: "hash"; blob: Blob }
  /** Loads what reading needs before anybody waits for it. */
  | { ask: "warm" }
  | { ask: "cancel"; target: number }
);

/** An archive without its entries. */
export type DirectoryHead = Omit<Directory, "entries">;

/** A piece of the list, which may be shown. After the last one it is compared with the local headers. */
type Piece = { answer: "listed"; head: DirectoryHead; entries: EntryColumns; isLast: boolean };

export type Answer = { id: number } & (
  | Piece
  /** The directory is read to its end. After `listed` come only the news, without it everything. */
  | { answer: "directory"; head: DirectoryHead; entries: EntryColumns | Comparison }
  | { answer: "checks"; checks: EntryCheck[] }
  | { answer: "content"; check: EntryCheck; blob: Blob }
  | { answer: "digest"; sha256: string }
  | { answer: "done" }
  /** `name` is the error's name: `AbortError` after a cancel, `NotReadableError` when the browser lost the bytes. */
  | { answer: "failed"; name: string; message: string }
);
