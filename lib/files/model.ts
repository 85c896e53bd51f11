import type { ContentType } from "#lib/formats/media/model";
import type { Anomaly } from "#lib/formats/zip/anomalies";
import type { UnreadableReason } from "#lib/formats/zip/entry-data";
import { defaultLimits, type Limits } from "#lib/formats/zip/model";

export type CheckState = "whole" | "damaged" | "unreadable" | "stopped";

/** Result of reading one entry to its end or first error. `sha256` covers the readable bytes. */
export type EntryCheck = {
  number: number;
  state: CheckState;
  /** Why the state is `unreadable`, else null. */
  reason: UnreadableReason | null;
  readBytes: number;
  crc32: number | null;
  sha256: string | null;
  anomalies: Anomaly[];
  content: ContentType | null;
};

/** Limits for one file that the user chose to continue with, bounded by browser disk space. */
export const continuedLimits: Limits = {
  ...defaultLimits,
  fileBytes: 4096 * 1024 * 1024,
  ratio: Number.POSITIVE_INFINITY,
  decodeMs: 120_000,
};
