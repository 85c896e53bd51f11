import type { Tone } from "#components/ui/badge";
import type { IdentificationState } from "#lib/status/schema";

/** Tone of a state: green for completed only, grey for unknown words. */
export const toneOfState: Record<IdentificationState, Tone> = {
  completed: "proven",
  failed: "contradicted",
  expired: "unsure",
  in_review: "unsure",
  not_started: "silent",
  started: "silent",
  unknown: "silent",
};
