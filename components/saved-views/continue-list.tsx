"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/verbatim";
import { ApiError } from "#lib/api-client";
import { lookUpsQuery } from "#lib/audit/query";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { paths } from "#lib/paths";
import { recentViewQuery, type ViewRow } from "#lib/saved-views/query";
import { ConclusionCell } from "./conclusion-cell.tsx";
import { DecisionCell } from "./decision-cell.tsx";
import { formatMoment } from "./format-moment.ts";
import { HomeCard } from "./home-card.tsx";
import { RowSigner, RowTitle, rowPath } from "./request-row.tsx";

const columns = "min-[700px]:grid-cols-[minmax(0,2.4fr)_minmax(0,1fr)_minmax(0,1.3fr)_minmax(0,1fr)_8.5rem]";
const heads = ["titleAndSigner", "ticket", "conclusion", "decision", "seen"] as const;

/** The person's last accesses with their titles, which the provider is asked for: this product keeps none. */
export function ContinueList() {
  const t = useTranslations("savedViews.continue");
  const recent = useQuery(recentViewQuery());
  const needsPurpose = recent.error instanceof ApiError && recent.error.problem.code === "purpose_required";
  const rows = recent.data?.rows ?? [];
  return (
    <HomeCard
      title={t("title")}
      aside={t("note")}
      isPending={recent.isPending}
      failure={recent.error && !needsPurpose ? t("failed") : null}
    >
      {needsPurpose ? <WithoutTitles /> : null}
      {recent.data && rows.length === 0 ? <p className="p-4 text-soft">{t("empty")}</p> : null}
      {rows.length > 0 ? (
        <div
          aria-hidden
          className={`hidden gap-x-4 border-b border-line px-4 py-2 text-xs text-soft min-[700px]:grid ${columns}`}
        >
          {heads.map((head) => (
            <span key={head} className={head === "seen" ? "text-right" : ""}>
              {t(head)}
            </span>
          ))}
        </div>
      ) : null}
      <ul>
        {rows.map((row) => (
          <Row key={row.srId} row={row} />
        ))}
      </ul>
    </HomeCard>
  );
}

function Row({ row }: { row: ViewRow }) {
  const locale = useLocale();
  const [only] = row.evidence;
  const path = only ? paths.evidence(row.srId, only.evidenceId) : rowPath(row);
  return (
    <li
      className={`relative grid gap-x-4 gap-y-1 border-line px-4 py-2.5 not-last:border-b hover:bg-raised ${columns}`}
    >
      <span className="min-w-0">
        <Link href={path} prefetch={false} className="block truncate font-medium after:absolute after:inset-0">
          {row.request === null ? (
            <span className="font-mono">{truncateMiddle(row.srId, 13, 6)}</span>
          ) : (
            <RowTitle row={row} />
          )}
        </Link>
        <span className="block text-xs text-soft">
          <RowSigner row={row} />
        </span>
      </span>
      <span className="min-w-0 truncate">
        {row.ticket === null ? null : <Verbatim plain text={row.ticket} cap={40} />}
      </span>
      <span>
        <ConclusionCell row={row} withFact={false} />
      </span>
      <span>
        <DecisionCell row={row} />
      </span>
      <span suppressHydrationWarning className="text-xs text-soft min-[700px]:text-right">
        {row.at === null ? null : formatMoment(row.at, locale, Date.now())}
      </span>
    </li>
  );
}

/** Where a purpose is required and not confirmed, only IDs are shown. */
function WithoutTitles() {
  const t = useTranslations("savedViews.continue");
  const lookUps = useQuery(lookUpsQuery());
  return (
    <>
      <p className="px-4 py-2.5 text-xs text-soft">{t("purpose")}</p>
      <ul>
        {(lookUps.data ?? []).map(({ srId, evidenceId }) => (
          <li key={srId} className="relative border-line border-t px-4 py-2.5 hover:bg-raised">
            <Link
              href={paths.target({ srId, evidenceId })}
              prefetch={false}
              className="font-mono text-[0.8125rem] after:absolute after:inset-0"
            >
              {truncateMiddle(srId, 13, 6)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
