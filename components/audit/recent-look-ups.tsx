"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { lookUpsQuery } from "#lib/audit/query";
import { formatTime } from "#lib/i18n/format-time";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { paths } from "#lib/paths";

/** The user's recent accesses from the access log. A failure here does not block a search. */
export function RecentLookUps() {
  const t = useTranslations("audit.recent");
  const locale = useLocale();
  const lookUps = useQuery(lookUpsQuery());
  if (lookUps.error) return <p className="mt-8 text-xs text-soft">{t("failed")}</p>;
  if (!lookUps.data || lookUps.data.length === 0) return null;
  return (
    <section aria-labelledby="recent-look-ups" className="mt-10">
      <h2 id="recent-look-ups" className="mb-2 text-sm font-semibold text-soft">
        {t("title")}
      </h2>
      <ul className="overflow-clip rounded-xl border border-line bg-sheet">
        {lookUps.data.map(({ srId, evidenceId, at }) => (
          <li
            key={srId}
            className="relative flex flex-wrap items-center justify-between gap-x-4 gap-y-0.5 border-line px-4 py-2.5 not-last:border-b hover:bg-raised"
          >
            <Link
              href={evidenceId ? paths.evidence(srId, evidenceId) : paths.signatureRequest(srId)}
              prefetch={false}
              className="min-w-0 font-mono text-[0.8125rem] after:absolute after:inset-0"
            >
              {truncateMiddle(srId, 13, 6)}
              {evidenceId ? <span className="text-soft"> / {truncateMiddle(evidenceId, 12, 4)}</span> : null}
            </Link>
            <time dateTime={at} className="text-xs text-soft">
              {formatTime(at, locale)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
