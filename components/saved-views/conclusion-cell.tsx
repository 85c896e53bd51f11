"use client";

import { useTranslations } from "next-intl";
import { toneIcon, toneText } from "#components/ui/badge";
import { describeConclusion } from "#lib/saved-views/describe-conclusion";
import { findWorst, shownConclusion } from "#lib/saved-views/model";
import type { ViewRow } from "#lib/saved-views/query";

/** The conclusion last reached here; of several signers the one that needs a person most, with the signer's position. */
export function ConclusionCell({ row, withFact = true }: { row: ViewRow; withFact?: boolean }) {
  const t = useTranslations("savedViews");
  const worst = findWorst(row.evidence);
  const hasEvidence = row.request === null || row.request.signers.some(({ evidenceId }) => evidenceId !== null);
  if (worst === null && !hasEvidence) return <span className="text-soft max-[900px]:hidden">–</span>;
  const { word, tone, fact } = describeConclusion(worst === null ? "not_checked" : shownConclusion(worst));
  const Icon = toneIcon[tone];
  const position = (row.request?.signers.findIndex(({ evidenceId }) => evidenceId === worst?.evidenceId) ?? -1) + 1;
  const isOneOfSeveral = (row.request?.signers.length ?? 0) > 1 && position > 0;
  const text = t(`fact.${fact}`);
  return (
    <>
      <span className={`flex items-center gap-1.5 font-medium ${toneText[tone]}`} data-conclusion={word}>
        <Icon aria-hidden className="size-4 shrink-0" />
        {t(`word.${word}`)}
      </span>
      {withFact ? (
        <span className="block text-xs text-soft">{isOneOfSeveral ? t("signer", { position, fact: text }) : text}</span>
      ) : null}
    </>
  );
}
