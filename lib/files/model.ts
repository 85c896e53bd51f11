/** What the archive says of itself, what we saw in its bytes, and every contradiction between the two. */
import type { PixelSize } from "#lib/formats/media/image-size";
import type { OddityCode } from "#lib/formats/zip/anomalies";

/** How grave an oddity is: `note` is a fact, `odd` is unusual or ambiguous, `bad` contradicts the archive itself. */
export type Severity = "note" | "odd" | "bad";

/**
 * One named oddity. `code` is stable and has a sentence in lib/i18n; `values` are our own numbers for that sentence;
 * `quote` is text from the archive, shown apart and never inside the sentence.
 */
export type Oddity = {
  code: OddityCode;
  severity: Severity;
  values?: Record<string, number>;
  quote?: string;
};

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
  oddities: Oddity[];
};

/** `listed`: a directory was found. `recovered`: entries come from local headers. `none`: there is nothing to list. */
export type DirectoryState = "listed" | "recovered" | "none";

export type Directory = {
  state: DirectoryState;
  archiveBytes: number;
  entries: ArchiveEntry[];
  /** Entries that the end record promises; may differ from what was found. */
  declaredEntries: number | null;
  comment: string;
  oddities: Oddity[];
};

/** What inflating an entry showed. */
export type CheckState = "whole" | "damaged" | "unreadable" | "stopped";

/** Result of reading one entry to its end (or to where it broke). `sha256` is over the bytes that could be read. */
export type EntryCheck = {
  number: number;
  state: CheckState;
  readBytes: number;
  crc32: number | null;
  sha256: string | null;
  oddities: Oddity[];
  content: ContentType | null;
};

/** What the bytes are, by their own beginning. `detail` is a plain fact such as `640 × 400`. */
export type ContentType = {
  kind: ContentKind;
  /** Short name for people: `PNG`, `PDF`, `Text, UTF-8`. */
  label: string;
  mime: string;
  extension: string;
  detail?: string;
  /** Of pictures whose header says it within the first 64 KiB. */
  pixels?: PixelSize;
};

export type ContentKind =
  | "image"
  | "jpeg2000"
  | "portrait"
  | "pdf"
  | "video"
  | "audio"
  | "json"
  | "text"
  | "markup"
  | "certificate"
  | "cms"
  | "archive"
  | "executable"
  | "binary"
  | "empty";

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

/** Limits for one file that a person chose to continue with: bounded still, by what a browser can hold on disk. */
export const continuedLimits: Limits = { ...defaultLimits, fileBytes: 4096 * MIB, ratio: Number.POSITIVE_INFINITY };
