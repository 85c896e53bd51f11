"use client";

import { useTranslations } from "next-intl";
import type { DecisionList, ShownDecision } from "#lib/decision/schema";

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
