"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, ReactNode } from "react";
import { formatViewFilter, readViewFilter, type ViewFilter, viewNames, wholeView } from "#lib/saved-views/model";
import type { SavedView, ViewCounts } from "#lib/saved-views/schema";

type ViewTabsProps = {
  filter: ViewFilter;
  counts: ViewCounts | null;
  saved: readonly SavedView[];
  panelId: string;
  onChange: (filter: ViewFilter) => void;
  onNew: () => void;
};

type Tab = { key: string; label: ReactNode; count: number | null; filter: ViewFilter };

export const queryOf = (filter: ViewFilter) => formatViewFilter({ ...filter, page: 1 }).toString();

/** Views as tabs: those of every person, then one's own (ARIA APG, tabs pattern). */
export function ViewTabs({ filter, counts, saved, panelId, onChange, onNew }: ViewTabsProps) {
  const t = useTranslations("savedViews");
  const tabs: Tab[] = [
    ...viewNames.map((view) => ({
      key: view,
      label: t(`name.${view}`),
      // The list of all comes from the provider; the counts know only what was opened here.
      count: view === "all" ? null : (counts?.[view] ?? null),
      filter: wholeView(view),
    })),
    ...saved.map(({ id, name, query }) => ({
      key: `own-${id}`,
      label: <bdi>{name}</bdi>,
      count: null,
      filter: readViewFilter(new URLSearchParams(query)),
    })),
  ];
  const own = tabs.find(({ key, filter: of }) => key.startsWith("own-") && queryOf(of) === queryOf(filter));
  const selected = own?.key ?? filter.view;

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const at = tabs.findIndex(({ key }) => key === selected);
    const targets: Record<string, number> = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = tabs[targets[event.key] ?? -1];
    if (target === undefined) return;
    event.preventDefault();
    onChange(target.filter);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[tabs.indexOf(target)]?.focus();
  }

  return (
    <div className="mb-3 flex items-center gap-2 border-b border-line">
      <div
        role="tablist"
        aria-label={t("views")}
        onKeyDown={onKeyDown}
        className="-mb-px flex min-w-0 flex-1 gap-1 overflow-x-auto"
      >
        {tabs.map(({ key, label, count, filter: target }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`view-${key}`}
            aria-selected={key === selected}
            aria-controls={panelId}
            tabIndex={key === selected ? 0 : -1}
            onClick={() => onChange(target)}
            className="flex shrink-0 items-center gap-2 border-b-2 border-transparent px-3 py-2.5 text-soft hover:text-ink aria-selected:border-accent aria-selected:font-medium aria-selected:text-accent forced-colors:aria-selected:border-[Highlight]"
          >
            {label}
            {count === null ? null : (
              <span className="rounded-full bg-silent-soft px-1.5 text-xs text-soft forced-colors:border">{count}</span>
            )}
          </button>
        ))}
      </div>
      <button
        type="button"
        onClick={onNew}
        className="flex min-h-9 shrink-0 items-center gap-1.5 px-2 text-soft hover:text-ink max-[900px]:hidden"
      >
        <Plus aria-hidden className="size-4" />
        {t("newView")}
      </button>
    </div>
  );
}
