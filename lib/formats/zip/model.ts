import type { Anomaly } from "./anomalies.ts";
import type { Encryption } from "./encryption.ts";

/** Declared type of an entry. Only `file` and `folder` are usual in evidence. */
export type EntryKind = "file" | "folder" | "link" | "special";

/** One entry, numbered from 1 in central directory order. Offsets are absolute in the Blob. */
export type ArchiveEntry = {
  number: number;
  /** Decoded name as sent, including control and bidirectional characters: display it with `showName`. */
  name: string;
  /** The header's own name if a Unicode path field (APPNOTE 4.6.9) gives `name` and they differ, else null. */
  headerName: string | null;
  kind: EntryKind;
  /** Compression method; of an entry in WinZip's AES the one inside. */
  method: number;
  encryption: Encryption | null;
  crc32: number;
  compressedBytes: number;
  sizeBytes: number;
  /** Offsets of the local header and of the compressed data (null without local header). */
  headerOffset: number;
  dataOffset: number | null;
  /** Local time as sent (`2026-11-23T10:00:00`) without zone, or UTC if an extra field declares it. */
  modified: string | null;
  modifiedIsUtc: boolean;
  comment: string;
  /** Found by scanning local headers, not in the central directory. */
  recovered: boolean;
  anomalies: Anomaly[];
};

/** Source of the entries: central directory, local headers, or neither. */
export type DirectoryState = "listed" | "recovered" | "none";

export type ArchiveListing = {
  state: DirectoryState;
  archiveBytes: number;
  entries: ArchiveEntry[];
  /** Entry count of the EOCD; may differ from the entries found. */
  declaredEntries: number | null;
  comment: string;
  anomalies: Anomaly[];
};

/** Budgets for actual bytes, never for declared sizes. */
export type Limits = {
  entries: number;
  directoryBytes: number;
  fileBytes: number;
  totalBytes: number;
  ratio: number;
  ratioFromBytes: number;
  /** Time for one entry in a decoder other than Deflate's. Milliseconds. */
  decodeMs: number;
};

const MIB = 1024 * 1024;

export const defaultLimits: Limits = {
  entries: 20_000,
  directoryBytes: 64 * MIB,
  fileBytes: 512 * MIB,
  totalBytes: 2048 * MIB,
  ratio: 200,
  ratioFromBytes: 10 * MIB,
  decodeMs: 8000,
};

/** Receives output and counts bytes and CRC-32. A chunk is valid only during `write`. `restart` precedes a new pass. */
export type ByteSink = {
  readonly bytes: number;
  readonly crc32: number;
  write(chunk: Uint8Array<ArrayBuffer>): void;
  restart(): void;
};
