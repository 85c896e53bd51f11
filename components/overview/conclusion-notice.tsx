"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useStatementName } from "#components/agreement/use-statement-name";
import { Notice } from "#components/ui/notice";
import type { Conclusion } from "#lib/agreement/conclude";

/** One conclusion in words and what it rests on; never more than was proven. */
export function ConclusionNotice({ conclusion, actions }: { conclusion: Conclusion; actions: ReactNode }) {
  const t = useTranslations("overview");
  const { code, tone, statement, reasons } = conclusion;
  const nameOf = useStatementName();
  const what = statement?.isKnown ? nameOf(statement) : t("someStatement");
  return (
    <Notice role="status" tone={tone} title={t(`conclusion.${code}`, { what: what.toLowerCase() })} actions={actions}>
      <p className="print:text-ink">
        {reasons.map((reason) => (
          <span key={reason.code}>{t(`reasons.${reason.code}`, { count: reason.count })} </span>
        ))}
      </p>
    </Notice>
  );
}
