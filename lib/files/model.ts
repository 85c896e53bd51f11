/** What reading an entry showed, and the limits for a file that a person chose to continue with. */
import type { ContentType } from "#lib/formats/media/model";
import type { Anomaly } from "#lib/formats/zip/anomalies";
import { defaultLimits, type Limits } from "#lib/formats/zip/model";

/** What inflating an entry showed. */
export type CheckState = "whole" | "damaged" | "unreadable" | "stopped";

/** Result of reading one entry to its end (or to where it broke). `sha256` is over the bytes that could be read. */
export type EntryCheck = {
  number: number;
  state: CheckState;
  readBytes: number;
  crc32: number | null;
  sha256: string | null;
  oddities: Anomaly[];
  content: ContentType | null;
};

/** Limits for one file that a person chose to continue with: bounded still, by what a browser can hold on disk. */
export const continuedLimits: Limits = {
  ...defaultLimits,
  fileBytes: 4096 * 1024 * 1024,
  ratio: Number.POSITIVE_INFINITY,
};
