"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { moveRowFocus, rowPosition } from "#components/ui/move-row-focus";
import type { ViewRow } from "#lib/saved-views/query";
import { columns } from "./grid-columns.ts";
import { RequestRow } from "./request-row.tsx";

const heads = ["title", "signers", "evidence", "waiting", "conclusion", "decision", "created"] as const;

type RequestGridProps = {
  rows: readonly ViewRow[];
  nowMs: number;
  isBusy: boolean;
  selected: ReadonlyMap<string, ViewRow>;
  onSelect: (rows: readonly ViewRow[], isSelected: boolean) => void;
};

/** Signature requests, one row each; a card on a narrow page. Keys: arrows, Home, End, x, Shift+arrow, Enter. */
export function RequestGrid({ rows, nowMs, isBusy, selected, onSelect }: RequestGridProps) {
  const t = useTranslations("savedViews");

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[rowPosition(event)];
    if (event.key === "x" && row) {
      event.preventDefault();
      onSelect([row], !selected.has(row.srId));
      return;
    }
    const moved = moveRowFocus(event);
    const reached = moved && rows[moved.to];
    if (event.shiftKey && row && reached && event.key.startsWith("Arrow")) onSelect([row, reached], true);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table would lose its roles as cards
    <div role="grid" aria-label={t("columns.grid")} aria-multiselectable aria-busy={isBusy} onKeyDown={onKeyDown}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: heads are not sorted by */}
      <div
        role="row"
        className={`hidden gap-x-4 border-b border-line px-4 py-2.5 text-xs text-soft min-[900px]:grid ${columns}`}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
        <span role="columnheader">
          <span className="sr-only">{t("actions")}</span>
        </span>
        {heads.map((head) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <span role="columnheader" key={head} className={head === "created" ? "text-right" : ""}>
            {t(`columns.${head}`)}
          </span>
        ))}
      </div>
      {rows.map((row, index) => (
        <RequestRow
          key={row.srId}
          row={row}
          nowMs={nowMs}
          isFirst={index === 0}
          isSelected={selected.has(row.srId)}
          onSelect={(isSelected) => onSelect([row], isSelected)}
        />
      ))}
    </div>
  );
}
