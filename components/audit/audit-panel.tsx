"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "#components/ui/card";
import { PageTitle } from "#components/ui/page-title";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Skeleton } from "#components/ui/skeleton";
import { ApiError } from "#lib/api-client";
import { emptyFilter, type LogFilter } from "#lib/audit/log-filter";
import { logQuery } from "#lib/audit/query";
import { AuditFilters } from "./audit-filters.tsx";
import { ConsistencyPanel } from "./consistency-panel.tsx";
import { ExportLinks } from "./export-links.tsx";
import { LogTable } from "./log-table.tsx";
import { Pager } from "./pager.tsx";
import { VerificationPanel } from "./verification-panel.tsx";

/** Shows the access log to auditors. The filter stays out of the URL. */
export function AuditPanel() {
  const t = useTranslations("audit");
  const [filter, setFilter] = useState<LogFilter>(emptyFilter);
  /** Start positions of the previous pages; the last is the current page's. */
  const [trail, setTrail] = useState<readonly number[]>([]);
  const page = { ...filter, before: trail.at(-1) ?? null };
  const log = useQuery(logQuery(page));
  const problem = log.error instanceof ApiError ? log.error.problem : null;

  return (
    <>
      <PageTitle facts={t("intro")}>{t("title")}</PageTitle>
      <div className="mb-5 space-y-4">
        <VerificationPanel />
        <ConsistencyPanel />
      </div>
      <AuditFilters
        filter={filter}
        logs={log.data?.logs ?? []}
        onChange={(next) => {
          setTrail([]);
          setFilter(next);
        }}
      />
      {problem ? <ProblemNotice problem={problem} onRetry={() => log.refetch()} /> : null}
      {log.isPending ? (
        <Card>
          <Skeleton lines={10} />
        </Card>
      ) : null}
      {log.data ? (
        <Card flush title={t("entries")} aside={<ExportLinks filter={filter} />}>
          {log.data.items.length === 0 ? <p className="p-6 text-center text-soft">{t("empty")}</p> : null}
          {log.data.items.length > 0 ? (
            <LogTable
              items={log.data.items}
              isCurrent={log.data.log > 0 && log.data.log === log.data.logs[0]?.log}
              isBusy={log.isPlaceholderData}
            />
          ) : null}
        </Card>
      ) : null}
      <Pager
        label={t("pages")}
        page={trail.length + 1}
        onNewer={trail.length > 0 ? () => setTrail(trail.slice(0, -1)) : null}
        onOlder={log.data?.nextBefore ? () => setTrail([...trail, log.data.nextBefore ?? 0]) : null}
      />
    </>
  );
}
