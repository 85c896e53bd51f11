import type { DecisionList, DecisionView, ShownDecision } from "./schema.ts";

export const isShown = (decision: DecisionView): decision is ShownDecision => !("hidden" in decision);

/**
 * The decision that a state is about, as far as the reader may know it: the one that waits, the one in force, or the last of a dispute.
 * Null if it is hidden: an earlier one in force would be taken for the one that waits. Null also if nothing is decided.
 */
export function findShown({ decisions, state }: Pick<DecisionList, "decisions" | "state">): ShownDecision | null {
  if (state === "undecided") return null;
  const last = decisions.at(-1);
  if (state === "second_review_pending") return last && isShown(last) ? last : null;
  return decisions.filter(isShown).findLast(({ outcome }) => outcome !== "withdraw") ?? null;
}
