"use client";

import { useFormatter, useTranslations } from "next-intl";
import { findShown, isShown } from "#lib/decision/find-shown";
import type { DecisionList } from "#lib/decision/schema";
import { useReasonWords } from "./use-decision-words.tsx";

/** One line for a ticket: the state, and who decided what as far as the reader may know it. Times are UTC. */
export function useDecisionText(): (list: DecisionList) => string {
  const t = useTranslations("decision");
  const format = useFormatter();
  const reasonOf = useReasonWords(null);
  return (list) => {
    const state = t(`state.${list.state}`);
    const shown = findShown(list);
    if (shown !== null) {
      const label = list.mine?.reasons[shown.outcome].find(({ code }) => code === shown.reason)?.label;
      return format.list(
        [
          state,
          t("recorded", { outcome: t(`outcome.${shown.outcome}`), person: shown.person }),
          label ?? reasonOf(shown),
          shown.at,
          t("logEntry", { entry: shown.logEntry }),
        ],
        { type: "unit" },
      );
    }
    const waits = list.decisions.findLast((decision) => !isShown(decision));
    return waits && list.state !== "undecided"
      ? `${state}, ${t("hidden", { person: waits.person })}, ${waits.at}`
      : state;
  };
}
