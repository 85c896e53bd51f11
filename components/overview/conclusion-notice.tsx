"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice";
import type { Conclusion } from "#lib/agreement/conclusion";
import type { ConclusionReason } from "#lib/agreement/conclusion-reasons";
import { formatVisible } from "#lib/i18n/escape-invisible";
import { inSentence } from "#lib/i18n/in-sentence";

type ConclusionNoticeProps = {
  conclusion: Conclusion;
  title: ReactNode;
  statusNote: string | null;
  actions: ReactNode;
};

export function useReasonText(): (reason: ConclusionReason) => string {
  const t = useTranslations("overview");
  const format = useFormatter();
  const locale = useLocale();
  const tReason = useTranslations("token.reasons");
  const tConcept = useTranslations("agreement.statements");
  return (reason) => {
    if (reason.code === "verdict")
      return tReason.has(reason.reason as "valid") ? tReason(reason.reason as "valid") : "";
    if (reason.code === "not_opened" || reason.code === "could_not_be_opened")
      return t(`reasons.${reason.code}`, {
        artefacts: format.list(reason.artefacts.map((one) => t(`artefacts.${one}`))),
      });
    if (reason.code === "not_confirmed")
      return t("reasons.not_confirmed", {
        source: t(`sources.${reason.source}`),
        concepts: format.list(reason.concepts.map((concept) => inSentence(tConcept(concept as "birth_date"), locale))),
      });
    if (!("names" in reason)) return "";
    const all = [
      ...reason.bodies.map((body) => t(`sources.${body}`)),
      ...reason.names.map((name) => formatVisible(name)),
    ];
    const names = (all.length < reason.count ? [...all, "…"] : all).join(", ");
    return t(`reasons.${reason.code}`, { count: reason.count, names, named: all.length });
  };
}

/** A conclusion with its decisive fact and its reasons; never stronger than the checks. */
export function ConclusionNotice({ conclusion, title, statusNote, actions }: ConclusionNoticeProps) {
  const t = useTranslations("overview");
  const textOf = useReasonText();
  return (
    <Notice
      role="status"
      label={t("conclusionLabel")}
      tone={conclusion.tone}
      title={<h2>{title}</h2>}
      actions={actions}
    >
      <ul className="list-disc space-y-0.5 pl-4 print:text-ink">
        {statusNote ? <li>{statusNote}</li> : null}
        {conclusion.reasons.map((reason) => (
          <li key={"source" in reason ? `${reason.code} ${reason.source}` : reason.code} className="break-words">
            <bdi>{textOf(reason)}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
