import type { ReactNode } from "react";
import type { Tone } from "#components/ui/badge";
import type { Picture } from "#lib/formats/picture/upright";
import type { ProblemDetails } from "#lib/problem";

export type CompareFact = { name: string; value: ReactNode };

/** One picture that can be compared, and what is known of it. */
export type CompareItem = {
  /** Unique among all cases of the comparison. */
  id: string;
  /** Number in the archive's list. */
  number: number;
  /** What its path says that it shows. */
  role: string;
  /** As sent. */
  path: string;
  /** Name of its format. */
  type: string;
  /** @throws Error if this browser cannot show it */
  load: (signal: AbortSignal) => Promise<Picture>;
  badge: { tone: Tone; label: string } | null;
  facts: readonly CompareFact[];
};

/** How far the pictures of a case are. Its archive is fetched only when the person asks for it. */
export type PicturesState =
  | { phase: "idle" }
  | { phase: "loading"; receivedBytes: number; totalBytes: number | null; bytesPerSecond: number }
  | { phase: "failed"; problem: ProblemDetails }
  /** The archive has no picture, or cannot be read. */
  | { phase: "empty" }
  /** `items` has at least one; `preferred` is shown first. */
  | { phase: "ready"; items: readonly CompareItem[]; preferred: CompareItem };

/** Evidence whose pictures can be compared. */
export type CompareCase = {
  id: string;
  /** Plain text without a person's name. */
  label: string;
  /** Its page, where a purpose can be confirmed. */
  href: string;
  pictures: PicturesState;
  onLoad: () => void;
};
