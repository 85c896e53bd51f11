"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ViewPage } from "#lib/saved-views/query";
import { formatMoment } from "./format-moment.ts";

const pageSize = 25;
const keys = [
  ["x", "select"],
  ["↑ ↓", "move"],
  ["Enter", "open"],
  ["f", "filter"],
] as const;

/** Which requests these are, how fresh their states are, and the keys of the list. */
export function ViewFooter({ page: { rows, total, page, searched, isCut, asOf } }: { page: ViewPage }) {
  const t = useTranslations("savedViews");
  const locale = useLocale();
  const from = (page - 1) * pageSize;
  return (
    <>
      {searched !== null && isCut ? (
        <p role="note" className="border-t border-line px-4 py-2.5 text-[0.8125rem] text-unsure">
          {t("searchedCut", { count: searched })}
        </p>
      ) : null}
      <p className="flex flex-wrap gap-x-2 border-t border-line px-4 py-2.5 text-xs text-soft">
        <span>
          {searched !== null
            ? t("searchedCount", { count: searched })
            : total === null || rows.length === 0
              ? t("ofProvider", { page })
              : t("known", { from: from + 1, to: from + rows.length, total })}
        </span>
        <span suppressHydrationWarning>{t("asOf", { at: formatMoment(asOf, locale, Date.now()) })}</span>
        <span>{t("noStates")}</span>
        <span aria-hidden className="ml-auto flex flex-wrap gap-x-3 max-[900px]:hidden">
          {keys.map(([key, name]) => (
            <span key={key}>
              <kbd className="rounded border border-line px-1 font-mono">{key}</kbd> {t(`keys.${name}`)}
            </span>
          ))}
        </span>
      </p>
    </>
  );
}
