import type { Tone } from "#components/ui/badge";
import type { IdentificationState } from "#lib/status/schema";

/** The colour of a state: green for completed alone, grey for words that we do not know. */
export const toneOfState: Record<IdentificationState, Tone> = {
  completed: "proven",
  failed: "contradicted",
  expired: "unsure",
  in_review: "unsure",
  not_started: "silent",
  started: "silent",
  unknown: "silent",
};
