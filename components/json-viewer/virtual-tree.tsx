"use client";

import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from "react";
import { useVirtualRows } from "#components/ui/use-virtual-rows";
import type { JsonRow } from "#lib/json-viewer/row";
import type { JsonSession } from "#lib/json-viewer/session";
import type { JsonView } from "#lib/json-viewer/view";
import type { DigestProps } from "./row-notes.tsx";
import { runTreeCommand } from "./run-tree-command.ts";
import { commandOf } from "./tree-keys.ts";
import { rowHeightPx, TreeRow } from "./tree-row.tsx";

const typeAheadMs = 600;
/** Rows rendered above and below the screen, so that scrolling shows no gap. */
const overscanRows = 3;
const slotStep = 64;

type VirtualTreeProps = DigestProps & {
  session: JsonSession;
  view: JsonView;
  label: string;
  onShow: (row: JsonRow) => void;
};

/** Renders only visible rows, flat with level and set size; `aria-activedescendant` names the current row. */
export function VirtualTree({ session, view, label, onShow, digests }: VirtualTreeProps) {
  const t = useTranslations("json");
  const locale = useLocale();
  const id = useId();
  const typed = useRef({ text: "", at: Number.NEGATIVE_INFINITY });
  const keys = useRef(Promise.resolve());
  const { window: shown, active, sticky, goal } = view;
  const { scroller, onScroll, scroll } = useVirtualRows(view.rowCount, rowHeightPx, goal, sticky.rows.length);
  const from = Math.max(0, scroll.first - overscanRows);
  const to = Math.min(view.rowCount, scroll.last + overscanRows);

  useEffect(() => session.show(scroll.first, scroll.last), [session, scroll.first, scroll.last]);

  const notes = { t, locale, digests };
  const rows: { row: number; item: JsonRow }[] = [];
  for (let row = from; row < to; row++) {
    const item = shown.rows[row - shown.from];
    if (item) rows.push({ row, item });
  }
  // Reuses the elements of rows that left the screen.
  const slots = Math.ceil((to - from + 1) / slotStep) * slotStep;
  const activeItem = shown.rows[active.row - shown.from];
  const activeIsDrawn = active.row >= from && active.row < to;

  const onKeyDown = (event: KeyboardEvent) => {
    // A link or button inside a row handles its own keys.
    if (event.target !== event.currentTarget) return;
    const { key, ctrlKey, metaKey, altKey } = event;
    const command = commandOf(event, activeItem, 1);
    // The effect of left and right arrows depends on the keys before them.
    if (!command && !["ArrowLeft", "ArrowRight"].includes(key)) return;
    if (command?.do === "copy" && window.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    event.stopPropagation();
    const page = Math.max(1, scroll.last - scroll.first - 2);
    const fresh = event.timeStamp - typed.current.at > typeAheadMs;
    // A movement ends the word: letters that follow it, however soon, are a search of their own.
    typed.current =
      command?.do === "type"
        ? { text: (fresh ? "" : typed.current.text) + command.text, at: event.timeStamp }
        : { text: "", at: Number.NEGATIVE_INFINITY };
    const context = { page, typed: command?.do === "type" ? { text: typed.current.text, fresh } : null, onShow };
    keys.current = keys.current
      .then(() => runTreeCommand(session, { key, ctrlKey, metaKey, altKey }, context))
      // A denied clipboard must not block later keys.
      .catch(() => undefined);
  };

  const rowOf = (event: MouseEvent): { row: number; item: JsonRow } | undefined => {
    const element = (event.target as Element).closest("[data-row]");
    return rows.find(({ item }) => String(item.node) === element?.getAttribute("data-row"));
  };
  const onClick = (event: MouseEvent) => {
    const hit = rowOf(event);
    if (!hit) return;
    void session.select(hit.row, hit.item.node, false);
    const target = event.target as Element;
    if (target.closest("[data-show]")) onShow(hit.item);
    else if (target.closest("[data-toggle]")) void session.toggle(hit.item.node, !hit.item.open);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const hit = rowOf(event);
    if (hit?.item.open != null && !(event.target as Element).closest("[data-toggle]"))
      void session.toggle(hit.item.node, !hit.item.open);
  };

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={activeIsDrawn && activeItem ? `${id}-${active.row}` : undefined}
        aria-busy={view.phase === "reading"}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        className="absolute inset-0 overflow-auto font-mono text-[0.8125rem] -outline-offset-2"
      >
        <div role="presentation" className="relative" style={{ height: scroll.spacerHeight }}>
          {rows.map(({ row, item }) => (
            <TreeRow
              key={row % slots}
              id={`${id}-${row}`}
              row={item}
              top={scroll.physicalTop + row * rowHeightPx - scroll.virtualTop}
              active={row === active.row}
              {...notes}
            />
          ))}
        </div>
      </div>
      {sticky.rows.length > 0 ? (
        <div
          aria-hidden
          className="pointer-events-none absolute inset-x-0 top-0 mr-3.5 overflow-hidden border-b border-line bg-sheet font-mono text-[0.8125rem] shadow-sm"
          style={{ height: sticky.rows.length * rowHeightPx }}
        >
          {sticky.rows.map(({ row, item }, position) => (
            <button
              key={row}
              type="button"
              tabIndex={-1}
              className="pointer-events-auto contents"
              onClick={() => void session.selectRow(row)}
            >
              <TreeRow
                id={`${id}-sticky-${row}`}
                row={item}
                top={position * rowHeightPx}
                active={false}
                sticky
                {...notes}
              />
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
