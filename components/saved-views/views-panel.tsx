"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, ChevronLeft, ChevronRight, Copy } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { PageTitle } from "#components/ui/page-title";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Skeleton } from "#components/ui/skeleton";
import { toProblem } from "#lib/api-client";
import { apiPaths, paths, withParameters } from "#lib/paths";
import { formatViewFilter, isProviderList, readViewFilter, type ViewFilter } from "#lib/saved-views/model";
import { saveViews, type ViewRow, viewListQuery, viewQuery } from "#lib/saved-views/query";
import { setTitleSearch, useTitleSearch } from "#lib/search/title-search";
import { formatMoment } from "./format-moment.ts";
import { RequestGrid } from "./request-grid.tsx";
import { SaveViewDialog } from "./save-view-dialog.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { ViewFilters } from "./view-filters.tsx";
import { queryOf, ViewTabs } from "./view-tabs.tsx";

const pageSize = 25;
const typing = "input:not([type=checkbox]), textarea, select, dialog";
const none: ReadonlyMap<string, ViewRow> = new Map();

/** Signature requests in views. Everything but the title text is in the address, so Back and a copied link keep it. */
export function ViewsPanel({ fixedNow }: { fixedNow: string | null }) {
  const t = useTranslations("savedViews");
  const tList = useTranslations("signatureRequest");
  const locale = useLocale();
  const queries = useQueryClient();
  const panelId = useId();
  const boxRef = useRef<HTMLInputElement>(null);
  const dialogRef = useRef<HTMLDialogElement>(null);
  const filter = readViewFilter(useSearchParams());
  const { text, tried } = useTitleSearch();
  const search = isProviderList(filter) ? text : "";
  const list = useQuery(viewQuery(filter, search));
  const views = useQuery(viewListQuery());
  const [selected, setSelected] = useState(none);
  const [message, setMessage] = useState("");
  const { data } = list;
  const problem = list.error ? toProblem(list.error, apiPaths.view(filter.view)) : null;
  const nowMs = fixedNow === null ? list.dataUpdatedAt || Date.now() : Date.parse(fixedNow);

  function show(next: ViewFilter) {
    if (next.view !== filter.view) setSelected(none);
    // Next.js follows the history's address; the page itself stays.
    window.history.pushState(null, "", withParameters(paths.signatureRequests(), formatViewFilter(next)));
  }

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "f" || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as Element).closest?.(typing) || boxRef.current === null) return;
      event.preventDefault();
      boxRef.current.focus();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  function select(rows: readonly ViewRow[], isSelected: boolean) {
    const next = new Map(selected);
    for (const row of rows) {
      if (isSelected) next.set(row.srId, row);
      else next.delete(row.srId);
    }
    setSelected(next);
    setMessage(t("selected", { count: next.size }));
  }

  function clear() {
    setSelected(none);
    setMessage(t("selected", { count: 0 }));
  }

  async function copyLink() {
    await navigator.clipboard.writeText(window.location.href);
    setMessage(t(search === "" ? "copied" : "copiedWithoutTitle"));
  }

  const rows = data?.rows ?? [];
  const isFiltered = filter.status !== "" || filter.conclusion !== null || search !== "";
  const clearFilters = () => {
    setTitleSearch({ text: "", tried: false });
    show({ ...filter, status: "", conclusion: null, page: 1 });
  };
  const count = data === undefined || list.isPlaceholderData ? "" : t("count", { count: data.total ?? rows.length });

  return (
    <>
      <PageTitle
        aside={
          <span className="flex flex-wrap gap-2">
            <Button icon={Copy} onClick={() => void copyLink()}>
              {t("copyLink")}
            </Button>
            <Button icon={Bookmark} onClick={() => dialogRef.current?.showModal()}>
              {t("saveView")}
            </Button>
          </span>
        }
      >
        {tList("listTitle")}
      </PageTitle>
      <p role="status" className="sr-only">
        {message === "" ? count : message}
      </p>
      <ViewTabs
        filter={filter}
        counts={data?.counts ?? views.data?.counts ?? null}
        saved={views.data?.views ?? []}
        panelId={panelId}
        onChange={(next) => {
          setMessage("");
          show(next);
        }}
        onNew={() => dialogRef.current?.showModal()}
      />
      <div role="tabpanel" id={panelId} aria-label={t(`name.${filter.view}`)}>
        <ViewFilters filter={filter} search={search} boxRef={boxRef} onChange={show} />
        {search ? (
          <p className="mb-3 text-soft">
            {t(tried ? "searchedAfterId" : "searched")} <q className="font-medium text-ink">{search}</q>
          </p>
        ) : null}
        {problem ? <ProblemNotice problem={problem} onRetry={() => list.refetch()} /> : null}
        {problem ? null : (
          <div className="flex flex-col rounded-xl border border-line bg-sheet min-[900px]:overflow-clip">
            <SelectionBar selected={[...selected.values()]} onSelectPage={() => select(rows, true)} onClear={clear} />
            {list.isPending ? (
              <div className="p-4">
                <Skeleton lines={10} />
              </div>
            ) : null}
            {data && rows.length === 0 ? (
              <div className="space-y-3 p-6 text-center text-soft">
                <p>{t(isFiltered ? "emptyFilter" : "emptyView")}</p>
                {isFiltered ? <Button onClick={clearFilters}>{t("clearFilters")}</Button> : null}
              </div>
            ) : null}
            {rows.length > 0 ? (
              <RequestGrid
                rows={rows}
                nowMs={nowMs}
                isBusy={list.isPlaceholderData}
                selected={selected}
                onSelect={select}
              />
            ) : null}
            {data ? (
              <p className="flex flex-wrap gap-x-2 border-t border-line px-4 py-2.5 text-xs text-soft">
                <span>
                  {data.total === null || rows.length === 0
                    ? t("ofProvider", { page: data.page })
                    : t("known", {
                        from: (data.page - 1) * pageSize + 1,
                        to: (data.page - 1) * pageSize + rows.length,
                        total: data.total,
                      })}
                </span>
                <span suppressHydrationWarning>{t("asOf", { at: formatMoment(data.asOf, locale, Date.now()) })}</span>
                <span>{t("noStates")}</span>
                <span aria-hidden className="ml-auto flex flex-wrap gap-x-3 max-[900px]:hidden">
                  {(
                    [
                      ["x", "select"],
                      ["↑ ↓", "move"],
                      ["Enter", "open"],
                      ["f", "filter"],
                    ] as const
                  ).map(([key, name]) => (
                    <span key={key}>
                      <kbd className="rounded border border-line px-1 font-mono">{key}</kbd> {t(`keys.${name}`)}
                    </span>
                  ))}
                </span>
              </p>
            ) : null}
          </div>
        )}
        {data && (filter.page > 1 || data.hasMore) ? (
          <nav aria-label={t("pages")} className="mt-4 flex items-center justify-between gap-4">
            <Button
              icon={ChevronLeft}
              disabled={filter.page === 1}
              onClick={() => show({ ...filter, page: filter.page - 1 })}
            >
              {t("previousPage")}
            </Button>
            <span className="text-soft">{t("page", { page: filter.page })}</span>
            <Button
              icon={ChevronRight}
              disabled={!data.hasMore}
              onClick={() => show({ ...filter, page: filter.page + 1 })}
            >
              {t("nextPage")}
            </Button>
          </nav>
        ) : null}
      </div>
      <SaveViewDialog
        ref={dialogRef}
        saved={views.data?.views ?? []}
        query={queryOf(filter)}
        onSave={async (next) => {
          queries.setQueryData(viewListQuery().queryKey, await saveViews(next));
        }}
      />
    </>
  );
}
