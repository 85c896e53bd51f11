import { ProblemError } from "#lib/problem";
import type { Refusal } from "./rules.ts";

/** Says why a person cannot decide now; the page has its own under `decision.refusal`. */
const details: Record<Refusal, string> = {
  own_decision_waits: "Your decision waits for a second review by another person.",
  same_person: "You, or another account of yours, made one of these decisions. Another person must decide.",
  disputed: "Two decisions differ. A lead who made neither of them must settle it.",
  nothing_to_withdraw: "No decision is in force that could be withdrawn.",
  not_yours_to_withdraw: "Only those who made a decision, or a lead, can withdraw it. Record another decision instead.",
  not_completed: "The identification isn't completed. Until it ends, it can only be escalated.",
};

export const refusedBecause = (refusal: Refusal) => new ProblemError("decision_refused", details[refusal]);
