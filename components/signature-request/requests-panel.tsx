"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { PageTitle } from "#components/ui/page-title";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Skeleton } from "#components/ui/skeleton";
import { toProblem } from "#lib/api-client";
import { apiPaths, paths } from "#lib/paths";
import { setTitleSearch, useTitleSearch } from "#lib/search/title-search";
import { signatureRequestsQuery } from "#lib/signature-request/query";
import { RequestRow } from "./request-row.tsx";
import { StatusFilter } from "./status-filter.tsx";

/** The provider's list with title search, status filter and pages. The search text stays out of the URL. */
export function RequestsPanel() {
  const t = useTranslations("signatureRequest");
  const { text: search, tried } = useTitleSearch();
  const [status, setStatus] = useState("");
  const [page, setPage] = useState(1);
  const list = useQuery(signatureRequestsQuery({ search, status, page }));
  const problem = list.error ? toProblem(list.error, apiPaths.signatureRequests()) : null;

  function searchTitle(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setPage(1);
    setTitleSearch({ text: String(new FormData(event.currentTarget).get("title") ?? "").trim(), tried: false });
  }

  return (
    <>
      <PageTitle>{t("listTitle")}</PageTitle>
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <form onSubmit={searchTitle} className="flex min-w-0 items-end gap-2" key={search}>
          <label className="min-w-0">
            <span className="mb-1 block text-xs text-soft">{t("titleFilter")}</span>
            <input
              name="title"
              defaultValue={search}
              maxLength={100}
              autoComplete="off"
              className="h-9 w-64 max-w-full rounded-lg border border-edge bg-sheet px-3"
            />
          </label>
          <Button type="submit">{t("applyFilter")}</Button>
        </form>
        <StatusFilter
          value={status}
          onChange={(next) => {
            setPage(1);
            setStatus(next);
          }}
        />
      </div>
      {search ? (
        <p role="status" className="mb-3 text-soft">
          {t(tried ? "searchedAfterId" : "searchedTitle")} <q className="font-medium text-ink">{search}</q>
        </p>
      ) : null}
      {problem ? <ProblemNotice problem={problem} onRetry={() => list.refetch()} /> : null}
      {list.isPending ? (
        <Card>
          <Skeleton lines={8} />
        </Card>
      ) : null}
      {list.data ? (
        <Card flush>
          {list.data.items.length === 0 ? <p className="p-6 text-center text-soft">{t("listEmpty")}</p> : null}
          <ul aria-label={t("listTitle")} aria-busy={list.isPlaceholderData}>
            {list.data.items.map((request) => (
              <RequestRow key={request.id} request={request} />
            ))}
          </ul>
        </Card>
      ) : null}
      {list.data && (page > 1 || list.data.hasMore) ? (
        <nav aria-label={t("pages")} className="mt-4 flex items-center justify-between gap-4">
          <Button icon={ChevronLeft} disabled={page === 1} onClick={() => setPage(page - 1)}>
            {t("previousPage")}
          </Button>
          <span className="text-soft">{t("page", { page })}</span>
          <Button icon={ChevronRight} disabled={!list.data.hasMore} onClick={() => setPage(page + 1)}>
            {t("nextPage")}
          </Button>
        </nav>
      ) : null}
      <p className="mt-4 text-xs text-soft">
        <Link href={paths.home()} prefetch={false} className="underline">
          {t("toSearch")}
        </Link>
      </p>
    </>
  );
}
