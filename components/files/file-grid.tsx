// biome-ignore-all lint/a11y/useSemanticElements: rows are absolutely positioned, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one tab stop and names its active row
"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type ScrollGoal, useVirtualRows } from "#components/ui/use-virtual-rows";
import { type FileListRow, findTyped, type ListView, type SortKey } from "#lib/files/list-rows";
import { FileRowView, FolderRowView, type RowActions, useRowLabels } from "./file-row.tsx";
import { GridHeader } from "./grid-header.tsx";

const rowHeight = 40;
/** Rows rendered beyond the visible ones, so that wheel scrolling does not show gaps. */
const overscanRows = 8;
const typedForMs = 700;

type FileGridProps = {
  /** Rows are not loaded yet: the list reserves its full height, so that they render in one pass. */
  waiting: boolean;
  rows: readonly FileListRow[];
  view: ListView;
  onView: (view: ListView) => void;
  selected: number | null;
  onSelect: (file: number) => void;
  /** The person chose the selected file, rather than passed it with the arrow keys. */
  onOpen: () => void;
  marked: ReadonlySet<number>;
  onMark: (marked: ReadonlySet<number>) => void;
};

/** Virtual grid or treegrid with one tab stop. Arrow keys move, letters find, Space marks for download, Ctrl+A marks all. */
export function FileGrid(props: FileGridProps) {
  const { rows, view, onView, selected, onSelect, onOpen, marked, onMark } = props;
  const t = useTranslations("files");
  const words = useRowLabels();
  const gridId = useId();
  const typed = useRef({ text: "", at: 0 });
  const [folder, setFolder] = useState<string | null>(null);
  const [goal, setGoal] = useState<ScrollGoal | null>(null);
  const isTree = view.layout === "tree";
  const found = useMemo(() => findActive(rows, folder, selected), [rows, folder, selected]);
  const active = found === -1 ? 0 : found;
  // Scrolls to the file that the URL names once its row exists.
  if (goal === null && found > 0) setGoal({ row: found });
  const { scroller, onScroll, scroll } = useVirtualRows(rows.length, rowHeight, goal);
  const first = Math.max(0, scroll.first - overscanRows);
  const last = Math.min(rows.length, scroll.last + overscanRows);

  const move = (index: number) => {
    const target = Math.max(0, Math.min(index, rows.length - 1));
    const row = rows[target];
    if (!row) return;
    setGoal({ row: target });
    if (row.kind === "folder") setFolder(row.path);
    else {
      setFolder(null);
      onSelect(row.entry.number);
    }
  };
  const open = (index: number) => {
    move(index);
    if (rows[index]?.kind === "file") onOpen();
  };
  const toggleFolder = (path: string, open: boolean) => {
    const closed = new Set(view.closed);
    if (open) closed.delete(path);
    else closed.add(path);
    onView({ ...view, closed });
  };
  const toggleMark = (number: number) => {
    const next = new Set(marked);
    if (!next.delete(number)) next.add(number);
    onMark(next);
  };
  const markAll = () => {
    const all = rows.flatMap((row) => (row.kind === "file" ? [row.entry.number] : []));
    onMark(all.every((number) => marked.has(number)) ? new Set() : new Set(all));
  };
  const type = (letter: string) => {
    const now = performance.now();
    const going = now - typed.current.at < typedForMs;
    typed.current = { text: going ? typed.current.text + letter : letter, at: now };
    const index = findTyped(rows, typed.current.text, going ? active : active + 1);
    if (index >= 0) move(index);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = rows[active];
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1);
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(found === -1 ? 0 : active + 1),
      ArrowUp: () => move(active - 1),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      PageDown: () => move(active + page),
      PageUp: () => move(active - page),
      Enter: () => (row?.kind === "folder" ? toggleFolder(row.path, !row.open) : open(active)),
      " ": () => (row?.kind === "folder" ? toggleFolder(row.path, !row.open) : row && toggleMark(row.entry.number)),
      ArrowRight: () => row?.kind === "folder" && (row.open ? move(active + 1) : toggleFolder(row.path, true)),
      ArrowLeft: () =>
        row?.kind === "folder" && row.open ? toggleFolder(row.path, false) : move(findParent(rows, active)),
    };
    if (!isTree) for (const key of ["ArrowRight", "ArrowLeft"]) delete steps[key];
    const step = steps[event.key];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") markAll();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (step && !(event.key === " " && performance.now() - typed.current.at < typedForMs)) step();
    else if (event.key.length === 1) type(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onSort = (sort: SortKey) => onView({ ...view, sort, descending: view.sort === sort && !view.descending });
  const acts = useStableActions({
    onRow(index, event) {
      const row = rows[index];
      if (row?.kind === "folder" && event.detail > 0) toggleFolder(row.path, !row.open);
      else open(index);
    },
    onMark: toggleMark,
  });

  const isDrawn = active >= first && active < last;
  const grid = {
    role: isTree ? "treegrid" : "grid",
    "aria-label": t("list"),
    "aria-rowcount": rows.length + 1,
    "aria-activedescendant": isDrawn && rows.length > 0 ? `${gridId}-${active}` : undefined,
    tabIndex: 0,
    onKeyDown,
  };
  return (
    <div {...grid} className="group/grid outline-none">
      <GridHeader view={view} onSort={onSort} />
      <div
        ref={scroller}
        onScroll={onScroll}
        className={`overflow-y-auto ${props.waiting ? "h-[min(36rem,70vh)]" : "max-h-[min(36rem,70vh)]"}`}
        role="presentation"
      >
        <div role="rowgroup" className="relative" style={{ height: scroll.spacerHeight }}>
          {rows.slice(first, last).map((row, offset) => {
            const index = first + offset;
            const common = {
              id: `${gridId}-${index}`,
              words,
              index,
              top: scroll.physicalTop + index * rowHeight - scroll.virtualTop,
              active: index === active && found !== -1,
              acts,
            };
            return row.kind === "folder" ? (
              <FolderRowView key={row.path} row={row} {...common} />
            ) : (
              <FileRowView
                key={row.id}
                row={row}
                isTree={isTree}
                selected={row.entry.number === selected}
                marked={marked.has(row.entry.number)}
                {...common}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Row actions with stable identity, so that a row re-renders only when its own data changes. */
function useStableActions(acts: RowActions): RowActions {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  return useMemo(
    () => ({
      onRow: (index, event) => latest.current.onRow(index, event),
      onMark: (number) => latest.current.onMark(number),
    }),
    [],
  );
}

/** Index of the current folder's or file's row; -1 if none is current or it is filtered out. */
function findActive(rows: readonly FileListRow[], folder: string | null, selected: number | null): number {
  if (folder !== null) return rows.findIndex((row) => row.kind === "folder" && row.path === folder);
  return selected === null ? -1 : rows.findIndex((row) => row.kind === "file" && row.entry.number === selected);
}

function findParent(rows: readonly FileListRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row?.kind === "folder" && row.depth < depth) return at;
  }
  return index;
}
