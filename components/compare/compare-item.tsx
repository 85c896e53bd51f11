import type { ReactNode } from "react";
import type { Tone } from "#components/ui/badge";
import type { Picture } from "#lib/formats/picture/upright";

export type CompareFact = { name: string; value: ReactNode };

/** One picture that can be compared, and what is known of it. */
export type CompareItem = {
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
