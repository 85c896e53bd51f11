"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useStatementName } from "#components/agreement/use-statement-name";
import { Notice } from "#components/ui/notice";
import type { Conclusion } from "#lib/agreement/conclude";
import type { Reason } from "#lib/agreement/give-reasons";

type ConclusionNoticeProps = { conclusion: Conclusion; sentence: string; actions: ReactNode };

/** The conclusion in words of ours; statements that no schema of ours knows stay unnamed. */
export function useConclusionSentence({ code, statement }: Conclusion): string {
  const t = useTranslations("overview");
  const locale = useLocale();
  const nameOf = useStatementName();
  const what = statement?.isKnown ? nameOf(statement) : t("someStatement");
  // Within a sentence English writes a label small; the other languages quote it as it stands in the table.
  return t(`conclusion.${code}`, { what: locale === "en" ? what.toLowerCase() : what });
}

/** One conclusion in words and what it rests on; never more than was proven. */
export function ConclusionNotice({ conclusion, sentence, actions }: ConclusionNoticeProps) {
  const t = useTranslations("overview");
  const { tone, reasons } = conclusion;
  const format = useFormatter();
  const tReason = useTranslations("token.reasons");
  const sentenceOf = (reason: Reason) => {
    if (reason.code === "verdict")
      return tReason.has(reason.reason as "valid") ? tReason(reason.reason as "valid") : "";
    if (reason.code === "not_opened")
      return t("reasons.not_opened", { pieces: format.list(reason.pieces.map((piece) => t(`pieces.${piece}`))) });
    return t(`reasons.${reason.code}`, { count: reason.count });
  };
  return (
    <Notice role="status" tone={tone} title={sentence} actions={actions}>
      <ul className="list-disc space-y-0.5 pl-4 print:text-ink">
        {reasons.map((reason) => (
          <li key={reason.code}>{sentenceOf(reason)}</li>
        ))}
      </ul>
    </Notice>
  );
}
