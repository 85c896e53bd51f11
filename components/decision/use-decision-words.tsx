"use client";

import { useTranslations } from "next-intl";
import type { DecisionList, DecisionView, ShownDecision } from "#lib/decision/schema";

export const isShown = (decision: DecisionView): decision is ShownDecision => !("hidden" in decision);

/** Words of a reason: a configured label, the words of a built-in one, or the code itself of a setting that has changed. */
export function useReasonWords(
  list: DecisionList | null,
): (decision: Pick<ShownDecision, "outcome" | "reason">) => string {
  const t = useTranslations("decision.reason");
  return ({ outcome, reason }) => {
    const label = list?.mine?.reasons[outcome].find(({ code }) => code === reason)?.label ?? null;
    if (label !== null) return label;
    return t.has(reason as "other") ? t(reason as "other") : reason;
  };
}

/**
 * The newest decision that counts for a reader: their own that waits, the one in force, or the last of a dispute. Null if it is hidden,
 * or nothing was decided.
 */
export function findShown({ decisions, state }: DecisionList): ShownDecision | null {
  if (state === "undecided") return null;
  return decisions.filter(isShown).findLast(({ outcome }) => outcome !== "withdraw") ?? null;
}
