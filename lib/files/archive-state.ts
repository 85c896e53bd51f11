import type { ArchiveEntry } from "#lib/formats/zip/model";
import { type EntryCounts, noTally } from "./entry-counts.ts";
import type { EntryCheck } from "./model.ts";
import type { DirectoryHead } from "./protocol.ts";

/** What is known of an opened archive so far. A new object whenever something changes; `checks` is shared and grows. */
export type ArchiveState = {
  /** `listed`: the directory is there, its comparison with the entries' own headers is under way; `open`: that is done too. */
  phase: "opening" | "listed" | "open" | "failed";
  head: DirectoryHead | null;
  /** A new array whenever an entry was given more oddities. */
  entries: readonly ArchiveEntry[];
  /** More entries are on their way. */
  isGrowing: boolean;
  checks: ReadonlyMap<number, EntryCheck>;
  /** How many entries are checked; grows with `checks`. */
  checked: number;
  tally: EntryCounts;
  checking: "waiting" | "running" | "paused" | "done";
  /** SHA-256 of the archive's own bytes, counted after everything else; null until then. */
  sha256: string | null;
  error: string | null;
};

/** Before anything is known. */
export const initialArchiveState: ArchiveState = {
  phase: "opening",
  head: null,
  entries: [],
  isGrowing: false,
  checks: new Map(),
  checked: 0,
  tally: noTally,
  checking: "waiting",
  sha256: null,
  error: null,
};

/** One file, read whole: what reading showed, and its bytes with no type, so that no browser opens them as a document. */
export type FileContent = { check: EntryCheck; blob: Blob };

/** True for the error of something that was cancelled. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
