"use client";

import { FolderTree, List, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import type { ListView, SortKey } from "#lib/files/list-rows";

const keys: readonly SortKey[] = ["anomalies", "number", "name", "content", "size", "compressed", "modified"];

export function FileToolbar({
  view,
  onChange,
  shown,
  many,
}: {
  view: ListView;
  onChange: (view: ListView) => void;
  shown: number;
  many: boolean;
}) {
  const t = useTranslations("files");
  const isTree = view.layout === "tree";
  return (
    <search className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 print:hidden">
      <label className="flex min-w-40 flex-1 items-center gap-2 rounded-lg border border-edge px-2.5 focus-within:outline-2 focus-within:outline-accent">
        <Search aria-hidden className="size-4 shrink-0 text-soft" />
        <span className="sr-only">{t("head.filter")}</span>
        <input
          type="search"
          value={view.filter}
          placeholder={t("head.filterHint")}
          onChange={(event) => onChange({ ...view, filter: event.target.value })}
          className="min-h-8 min-w-0 flex-1 bg-transparent outline-none placeholder:text-soft"
        />
      </label>
      <span role="status" className={view.filter === "" ? "sr-only" : "text-soft"}>
        {view.filter === "" ? "" : t("head.shown", { count: shown })}
      </span>
      <label className="flex items-center gap-2">
        <span className="sr-only">{t("head.sort")}</span>
        <select
          value={view.sort}
          onChange={(event) => onChange({ ...view, sort: event.target.value as SortKey, descending: false })}
          className="min-h-8.5 rounded-lg border border-edge bg-sheet px-2"
        >
          {keys.map((key) => (
            <option key={key} value={key}>
              {t(`sort.${key}`)}
            </option>
          ))}
        </select>
      </label>
      <Button
        look={many ? "plain" : "quiet"}
        icon={isTree ? FolderTree : List}
        aria-pressed={isTree}
        onClick={() => onChange({ ...view, layout: isTree ? "flat" : "tree" })}
      >
        {t(isTree ? "head.tree" : "head.flat")}
      </Button>
    </search>
  );
}
