import type { ArchiveEntry } from "#lib/formats/zip/model";
import { type EntryCounts, emptyCounts } from "./entry-counts.ts";
import type { EntryCheck } from "./model.ts";
import type { DirectoryHead } from "./protocol.ts";

/** Immutable state of an archive, replaced on change; `checks` is shared and grows. */
export type ArchiveState = {
  /** `listed`: the central directory was read; `open`: the local headers were compared too. */
  phase: "opening" | "listed" | "open" | "failed";
  head: DirectoryHead | null;
  /** Replaced if an entry has new anomalies. */
  entries: readonly ArchiveEntry[];
  isGrowing: boolean;
  checks: ReadonlyMap<number, EntryCheck>;
  checked: number;
  tally: EntryCounts;
  checking: "waiting" | "running" | "paused" | "done";
  /** SHA-256 of the archive, computed last; null until then. */
  sha256: string | null;
  error: string | null;
  /** The session has a password that opened an entry. */
  isUnlocked: boolean;
};

export const initialArchiveState: ArchiveState = {
  phase: "opening",
  head: null,
  entries: [],
  isGrowing: false,
  checks: new Map(),
  checked: 0,
  tally: emptyCounts,
  checking: "waiting",
  sha256: null,
  error: null,
  isUnlocked: false,
};

/** One fully read file. Its Blob has no type, so that browsers do not open it as a document. */
export type FileContent = { check: EntryCheck; blob: Blob };

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
