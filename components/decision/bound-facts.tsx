"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export type BoundFact = { label: string; value: ReactNode };

/** What the decision is bound to; under the form on a phone, folded. */
export function BoundFacts({ facts, children }: { facts: readonly BoundFact[]; children: ReactNode }) {
  const t = useTranslations("decision");
  const content = (
    <>
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-[0.8125rem]">
        {facts.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-soft first-letter:uppercase">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-[0.8125rem] text-soft">{t("boundNote")}</p>
      {children}
    </>
  );
  return (
    <>
      <aside className="space-y-4 border-l border-line bg-raised/50 px-5 py-4 max-[799px]:hidden">
        <h3 className="font-semibold">{t("boundTo")}</h3>
        {content}
      </aside>
      <details className="border-t border-line px-5 py-3 min-[800px]:hidden">
        <summary className="min-h-11 content-center font-semibold">{t("boundTo")}</summary>
        <div className="space-y-4 pt-2">{content}</div>
      </details>
    </>
  );
}
