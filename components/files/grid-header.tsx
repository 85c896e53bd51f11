// biome-ignore-all lint/a11y/useSemanticElements: rows are absolutely positioned, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one tab stop and names its active row
"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ListView, SortKey } from "#lib/files/list-rows";

export const columns =
  "grid grid-cols-[2rem_minmax(0,1fr)_5.5rem] @md:grid-cols-[2rem_minmax(0,1.5fr)_minmax(0,1fr)_4.5rem_minmax(0,8.5rem)] @3xl:grid-cols-[2rem_minmax(0,1.5fr)_minmax(0,1fr)_4.5rem_4.5rem_9.5rem_minmax(0,8.5rem)] items-center gap-x-2 px-3";

/** Shown on wide lists only; compressed size and time are always among a file's facts. */
export const onlyWide = "hidden @3xl:block";

type Column = { key: "name" | "content" | "size" | "compressed" | "modified"; className: string };
const sortable: readonly Column[] = [
  { key: "name", className: "" },
  { key: "content", className: "hidden @md:block" },
  { key: "size", className: "hidden text-right @md:block" },
  { key: "compressed", className: `${onlyWide} text-right` },
  { key: "modified", className: onlyWide },
];

export function GridHeader({ view, onSort }: { view: ListView; onSort: (sort: SortKey) => void }) {
  const t = useTranslations("files.column");
  const Arrow = view.descending ? ArrowDown : ArrowUp;
  return (
    <div role="rowgroup" className="@container border-b border-line">
      <div role="row" aria-rowindex={1} className={`${columns} min-h-9 text-[0.8125rem] text-soft`}>
        <span role="columnheader">
          <span className="sr-only">{t("mark")}</span>
        </span>
        {sortable.map(({ key, className }) => {
          const sorted = view.sort === key;
          return (
            <span
              key={key}
              role="columnheader"
              aria-sort={sorted ? (view.descending ? "descending" : "ascending") : "none"}
              className={className}
            >
              <button
                type="button"
                tabIndex={-1}
                onClick={() => onSort(key)}
                className="inline-flex min-h-8 items-center gap-1 rounded hover:text-ink"
              >
                {t(key)}
                {sorted ? <Arrow aria-hidden className="size-3.5" /> : null}
              </button>
            </span>
          );
        })}
        <span role="columnheader">{t("digest")}</span>
      </div>
    </div>
  );
}
