// biome-ignore-all lint/a11y/useSemanticElements: rows are absolutely positioned, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one tab stop and names its active row
"use client";

import { ChevronDown, ChevronRight, Folder, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type MouseEvent, memo, useMemo } from "react";
import { Badge } from "#components/ui/badge";
import { Verbatim } from "#components/ui/verbatim";
import type { FileRow, FolderRow } from "#lib/files/list-rows";
import { extensionOf } from "#lib/formats/media/extension";
import { formatSize } from "#lib/i18n/format-size";
import { useContentLabel } from "./content-label.tsx";
import { DigestCell } from "./digest-cell.tsx";
import { columns, onlyWide } from "./grid-header.tsx";

/** Messages and formats shared by all rows: created once, because creating them takes longer than rendering a row. */
export type RowLabels = {
  t: ReturnType<typeof useTranslations<"files.row">>;
  label: ReturnType<typeof useContentLabel>;
  locale: string;
};

export function useRowLabels(): RowLabels {
  const t = useTranslations("files.row");
  const locale = useLocale();
  const label = useContentLabel();
  return useMemo(() => ({ t, label, locale }), [t, label, locale]);
}

export type RowActions = { onRow: (index: number, event: MouseEvent) => void; onMark: (number: number) => void };
type RowPosition = { id: string; index: number; top: number; active: boolean; acts: RowActions };

/** Rows are absolutely positioned; the focus ring is drawn on the row while the grid has the focus. */
const rowClass = (selected: boolean, active: boolean) =>
  `@container absolute inset-x-0 h-10 cursor-pointer border-b border-line ${selected ? "bg-accent-soft" : "hover:bg-raised"} ${
    active
      ? "group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent"
      : ""
  }`;
const indent = (depth: number) => ({ paddingInlineStart: `${Math.min(depth, 12) * 1.125}rem` });

type FileRowProps = RowPosition & {
  row: FileRow;
  words: RowLabels;
  isTree: boolean;
  selected: boolean;
  marked: boolean;
};

export const FileRowView = memo(function FileRowView({
  row,
  words: { t, label, locale },
  isTree,
  selected,
  marked,
  ...position
}: FileRowProps) {
  const { entry, check, severity } = row;
  const content = check?.content;
  const differs = check?.anomalies.some((anomaly) => anomaly.code === "type_differs");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles every key, the row only the pointer
    <div
      id={position.id}
      role="row"
      aria-rowindex={position.index + 2}
      aria-selected={selected}
      {...(isTree ? { "aria-level": row.depth + 1 } : {})}
      tabIndex={-1}
      style={{ top: position.top }}
      onClick={(event) => position.acts.onRow(position.index, event)}
      className={rowClass(selected, position.active)}
    >
      <div className={`${columns} h-full`}>
        <span role="gridcell" className="flex">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t("mark", { number: entry.number })}
            checked={marked}
            onClick={(event) => event.stopPropagation()}
            onChange={() => position.acts.onMark(entry.number)}
            className="size-4.5 accent-accent"
          />
        </span>
        <span role="gridcell" className="flex min-w-0 items-center gap-1.5" style={indent(isTree ? row.depth : 0)}>
          <span className="min-w-0 truncate">
            {row.label === "" ? (
              <em className="text-soft">{t("emptyName")}</em>
            ) : (
              <Verbatim text={row.label} cap={160} />
            )}
          </span>
          {severity === "error" || severity === "warning" ? (
            <span title={t(severity)} className={severity === "error" ? "text-contradicted" : "text-unsure"}>
              <TriangleAlert aria-hidden className="size-4" />
              <span className="sr-only">{t(severity)}</span>
            </span>
          ) : null}
        </span>
        <span role="gridcell" className="hidden min-w-0 truncate @md:block">
          {entry.kind === "link"
            ? t("link")
            : content
              ? label(content)
              : entry.kind === "folder"
                ? t("folderEntry")
                : ""}
          {differs ? (
            <span className="text-unsure"> · {t("named", { extension: extensionOf(entry.name) })}</span>
          ) : null}
        </span>
        <span role="gridcell" className="hidden text-right @md:block" title={`${entry.sizeBytes} B`}>
          {formatSize(entry.sizeBytes, locale)}
        </span>
        <span role="gridcell" className={`${onlyWide} text-right`} title={`${entry.compressedBytes} B`}>
          {formatSize(entry.compressedBytes, locale)}
        </span>
        <span role="gridcell" className={`${onlyWide} truncate text-soft`}>
          {entry.modified?.replace("T", " ") ?? ""}
        </span>
        <span role="gridcell" className="min-w-0 truncate">
          <DigestCell entry={entry} check={check} t={t} />
        </span>
      </div>
    </div>
  );
});

export function FolderRowView({ row, words: { t }, ...position }: RowPosition & { row: FolderRow; words: RowLabels }) {
  const Chevron = row.open ? ChevronDown : ChevronRight;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles every key, the row only the pointer
    <div
      id={position.id}
      role="row"
      aria-rowindex={position.index + 2}
      aria-level={row.depth + 1}
      aria-expanded={row.open}
      tabIndex={-1}
      style={{ top: position.top }}
      onClick={(event) => position.acts.onRow(position.index, event)}
      className={rowClass(false, position.active)}
    >
      <div className="flex h-full items-center gap-2 px-3">
        <span role="gridcell" className="flex min-w-0 flex-1 items-center gap-1.5" style={indent(row.depth)}>
          <Chevron aria-hidden className="size-4 shrink-0 text-soft" />
          <Folder aria-hidden className="size-4 shrink-0 text-soft" />
          <span className="truncate">
            <Verbatim text={row.label} cap={160} />
          </span>
        </span>
        <span role="gridcell" className="text-soft">
          <Badge tone="silent">{t("folder", { count: row.files })}</Badge>
        </span>
      </div>
    </div>
  );
}
