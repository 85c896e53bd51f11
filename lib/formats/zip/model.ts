/** Entries, listing, limits and byte sink of the ZIP reader. */
import type { Anomaly } from "./anomalies.ts";

/** What an entry claims to be. Only `file` and `folder` are ordinary in evidence. */
export type EntryKind = "file" | "folder" | "link" | "special";

/** One entry of the archive, numbered from 1 in the order of the central directory. Offsets are absolute in the Blob. */
export type ArchiveEntry = {
  number: number;
  /** The name as sent, decoded; control and bidirectional characters are still in it: show it with `showName`. */
  name: string;
  kind: EntryKind;
  method: number;
  encrypted: boolean;
  /** CRC-32 and sizes as the central directory declares them. */
  crc32: number;
  packedBytes: number;
  sizeBytes: number;
  /** Where the local header begins, and where the packed data begins (null when there is no local header there). */
  headerOffset: number;
  dataOffset: number | null;
  /** Local wall-clock time as sent (`2026-11-23T10:00:00`), without zone; UTC when the archive says so by an extra field. */
  modified: string | null;
  modifiedIsUtc: boolean;
  comment: string;
  /** Found by walking through local headers, not in the central directory. */
  recovered: boolean;
  oddities: Anomaly[];
};

/** `listed`: a directory was found. `recovered`: entries come from local headers. `none`: there is nothing to list. */
export type DirectoryState = "listed" | "recovered" | "none";

export type ArchiveListing = {
  state: DirectoryState;
  archiveBytes: number;
  entries: ArchiveEntry[];
  /** Entries that the end record promises; may differ from what was found. */
  declaredEntries: number | null;
  comment: string;
  oddities: Anomaly[];
};

/** Budgets, counted on real bytes and never on declared sizes. */
export type Limits = {
  entries: number;
  directoryBytes: number;
  fileBytes: number;
  totalBytes: number;
  ratio: number;
  /** The ratio is only judged above this many bytes. */
  ratioFromBytes: number;
};

const MIB = 1024 * 1024;

export const defaultLimits: Limits = {
  entries: 20_000,
  directoryBytes: 64 * MIB,
  fileBytes: 512 * MIB,
  totalBytes: 2048 * MIB,
  ratio: 200,
  ratioFromBytes: 10 * MIB,
};

/**
 * Where the bytes of an entry go; it counts them and their CRC-32. A chunk is only good during `write`. `restart` comes when a broken
 * stream is read again to save what can be saved.
 */
export type ByteSink = {
  readonly bytes: number;
  readonly crc32: number;
  write(chunk: Uint8Array<ArrayBuffer>): void;
  restart(): void;
};
