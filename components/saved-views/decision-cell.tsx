"use client";

import { useTranslations } from "next-intl";
import { gravestDecision } from "#lib/saved-views/model";
import type { ViewRow } from "#lib/saved-views/query";

/** What was decided, as a word: never green or red. Amber while a person has to act. The first reviewer reads their own outcome too. */
export function DecisionCell({ row }: { row: ViewRow }) {
  const t = useTranslations("savedViews.decision");
  const state = gravestDecision(row.evidence);
  if (state === null) return <span className="text-soft max-[900px]:hidden">–</span>;
  const isWaiting = state === "second_review_pending" || state === "disputed";
  // Of several signers only if it is the same for all that wait: one of them may wait for this person's review.
  const outcomes = new Set(row.evidence.flatMap((one) => (one.decision === state ? [one.ownOutcome] : [])));
  const own = state === "second_review_pending" && outcomes.size === 1 ? [...outcomes][0] : undefined;
  return (
    <span data-decision={state} className={isWaiting ? "font-medium text-unsure" : "text-soft"}>
      {own === undefined ? t(state) : t("ownPending", { outcome: own })}
    </span>
  );
}
