"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { PageTitle } from "#components/ui/page-title";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Skeleton } from "#components/ui/skeleton";
import { ApiError } from "#lib/api-client";
import { emptyView, filterOf, isFiltered } from "#lib/audit/log-address";
import { logQuery } from "#lib/audit/query";
import { AuditFilters } from "./audit-filters.tsx";
import { ConsistencyPanel } from "./consistency-panel.tsx";
import { ExportLinks } from "./export-links.tsx";
import { LogTable } from "./log-table.tsx";
import { Pager } from "./pager.tsx";
import { PrintAccesses } from "./print-accesses.tsx";
import { useLogView } from "./use-log-view.ts";
import { useVerification } from "./use-verification.ts";
import { VerificationPanel } from "./verification-panel.tsx";

/** Shows the access log to auditors. */
export function AuditPanel() {
  const t = useTranslations("audit");
  const [view, setView] = useLogView();
  const [openedAt] = useState(() => new Date());
  const filter = filterOf(view, openedAt);
  const key = JSON.stringify(filter);
  /** Start positions of the previous pages; the last is the current page's. Another filter begins again. */
  const [pages, setPages] = useState<{ key: string; trail: readonly number[] }>({ key, trail: [] });
  const trail = pages.key === key ? pages.trail : [];
  const log = useQuery(logQuery({ ...filter, before: trail.at(-1) ?? null }));
  const verification = useVerification();
  const problem = log.error instanceof ApiError ? log.error.problem : null;
  const { data } = log;
  const isCurrent = data !== undefined && data.log > 0 && data.log === data.logs[0]?.log;
  const counted = data && !log.isPlaceholderData ? t("counted", { count: data.items.length }) : "";

  return (
    <>
      <PageTitle
        facts={t("intro")}
        aside={
          <div className="flex flex-wrap gap-2">
            <PrintAccesses view={view} openedAt={openedAt} verification={verification.data ?? null} />
            <ExportLinks filter={filter} />
            <Button
              look="primary"
              icon={ShieldCheck}
              disabled={verification.isPending}
              onClick={() => verification.mutate()}
            >
              {t(verification.isPending ? "verification.running" : "verification.run")}
            </Button>
          </div>
        }
      >
        {t("title")}
      </PageTitle>
      <AuditFilters view={view} logs={data?.logs ?? []} onChange={setView} />
      <VerificationPanel verification={verification} newest={isCurrent ? data.newest : 0} />
      {problem ? <ProblemNotice problem={problem} onRetry={() => log.refetch()} /> : null}
      <p role="status" className="sr-only">
        {counted}
      </p>
      {log.isPending ? (
        <Card>
          <Skeleton lines={10} />
        </Card>
      ) : null}
      {data ? (
        <Card flush footer={data.items.length > 0 ? t("footer", { count: data.items.length }) : undefined}>
          {data.items.length > 0 ? (
            <LogTable items={data.items} isCurrent={isCurrent} isBusy={log.isPlaceholderData} />
          ) : (
            <div className="space-y-3 p-6 text-center text-soft">
              <p>{t("empty")}</p>
              {isFiltered(view) ? <Button onClick={() => setView(emptyView)}>{t("filters.clear")}</Button> : null}
            </div>
          )}
        </Card>
      ) : null}
      <Pager
        label={t("pages")}
        page={trail.length + 1}
        onNewer={trail.length > 0 ? () => setPages({ key, trail: trail.slice(0, -1) }) : null}
        onOlder={data?.nextBefore ? () => setPages({ key, trail: [...trail, data.nextBefore ?? 0] }) : null}
      />
      <div className="mt-5">
        <ConsistencyPanel />
      </div>
    </>
  );
}
