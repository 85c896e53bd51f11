"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Skeleton } from "#components/ui/skeleton";
import type { ViewPage, ViewRow } from "#lib/saved-views/query";
import { RequestGrid } from "./request-grid.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { ViewFooter } from "./view-footer.tsx";

type ViewListProps = {
  /** Null while the first page is on its way. */
  page: ViewPage | null;
  /** The page of another filter is shown until the next one is here. */
  isBusy: boolean;
  isFiltered: boolean;
  nowMs: number;
  selected: ReadonlyMap<string, ViewRow>;
  onSelect: (rows: readonly ViewRow[], isSelected: boolean) => void;
  onClear: () => void;
  onClearFilters: () => void;
};

/** The requests of a view, what can be done with the selected ones, and how fresh the list is. */
export function ViewList(props: ViewListProps) {
  const { page, isBusy, isFiltered, nowMs, selected, onSelect, onClear, onClearFilters } = props;
  const t = useTranslations("savedViews");
  const rows = page?.rows ?? [];
  return (
    <div className="flex flex-col rounded-xl border border-line bg-sheet min-[900px]:overflow-clip">
      <SelectionBar selected={[...selected.values()]} onSelectPage={() => onSelect(rows, true)} onClear={onClear} />
      {page === null ? (
        <div className="p-4">
          <Skeleton lines={10} />
        </div>
      ) : null}
      {page !== null && rows.length === 0 ? (
        <div className="space-y-3 p-6 text-center text-soft">
          <p>{t(isFiltered ? "emptyFilter" : "emptyView")}</p>
          {isFiltered ? <Button onClick={onClearFilters}>{t("clearFilters")}</Button> : null}
        </div>
      ) : null}
      {rows.length > 0 ? (
        <RequestGrid rows={rows} nowMs={nowMs} isBusy={isBusy} selected={selected} onSelect={onSelect} />
      ) : null}
      {page === null ? null : <ViewFooter page={page} />}
    </div>
  );
}
