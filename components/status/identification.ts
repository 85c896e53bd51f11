import type { Finding } from "#lib/evidence/finding";
import type { IdentificationState } from "#lib/status/schema";

/** The colour of a state: green for completed alone, grey for words that we do not know. */
export const toneOfState: Record<IdentificationState, Finding["tone"]> = {
  completed: "proven",
  failed: "contradicted",
  expired: "unsure",
  in_review: "unsure",
  not_started: "silent",
  started: "silent",
  unknown: "silent",
};
