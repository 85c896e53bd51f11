"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, Copy } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { PageTitle } from "#components/ui/page-title";
import { ProblemNotice } from "#components/ui/problem-notice";
import { toProblem } from "#lib/api-client";
import { apiPaths, paths, withParameters } from "#lib/paths";
import { formatViewFilter, isProviderList, readViewFilter, type ViewFilter, wholeView } from "#lib/saved-views/model";
import { saveViews, type ViewRow, viewListQuery, viewQuery } from "#lib/saved-views/query";
import { isFiltering } from "#lib/saved-views/request-filter";
import { setTitleSearch, useTitleSearch } from "#lib/search/title-search";
import { SaveViewDialog } from "./save-view-dialog.tsx";
import { ViewFilters } from "./view-filters.tsx";
import { ViewList } from "./view-list.tsx";
import { ViewPages } from "./view-pages.tsx";
import { queryOf, ViewTabs } from "./view-tabs.tsx";

const typing = "input:not([type=checkbox]), textarea, select, dialog";
const none: ReadonlyMap<string, ViewRow> = new Map();

/** Signature requests in views. Everything but the title text is in the address, so Back and a copied link keep it. */
export function ViewsPanel({ fixedNow }: { fixedNow: string | null }) {
  const t = useTranslations("savedViews");
  const tList = useTranslations("signatureRequest");
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
  const isFiltered = filter.status !== "" || filter.conclusion !== null || search !== "" || isFiltering(filter);
  const clearFilters = () => {
    setTitleSearch({ text: "", tried: false });
    show({ ...wholeView(filter.view), sort: filter.sort });
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
        {problem ? (
          <ProblemNotice problem={problem} onRetry={() => list.refetch()} />
        ) : (
          <ViewList
            page={data ?? null}
            isBusy={list.isPlaceholderData}
            isFiltered={isFiltered}
            nowMs={nowMs}
            selected={selected}
            onSelect={select}
            onClear={clear}
            onClearFilters={clearFilters}
          />
        )}
        {data ? (
          <ViewPages page={filter.page} hasMore={data.hasMore} onChange={(page) => show({ ...filter, page })} />
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
