"use client";

import { useEffect, useRef, useState } from "react";
import { type ScrollGoal, useVirtualRows } from "#components/ui/use-virtual-rows";
import type { RawForm, RawRow } from "#lib/json-viewer/protocol";
import type { JsonSession } from "#lib/json-viewer/session";
import { MarkedText } from "./marked-text.tsx";

const rowHeightPx = 20;
const overscanRows = 40;
/** Row length in bytes without wrapping; longer lines continue in the next row. */
const unwrappedColumns = 2_000;
/** Width of one character of the 13 px mono font. */
const characterPx = 7.8;
const gutterPx = 88;

type LoadedRows = { key: string; from: number; rows: RawRow[] };

export type RawViewProps = {
  session: JsonSession;
  label: string;
  pretty: boolean;
  wrap: boolean;
  masked: boolean;
  /** Byte to scroll to when the view opens, for example a syntax error. */
  goTo: number | null;
  /** Offset of the current hit or row, scrolled into view on change. */
  position: number | null;
  /** Changes with the search result, whose hits are marked. */
  found: string;
  /** Increases while the text is read, which extends the pretty form. */
  nodeCount: number;
};

/** Shows the original bytes, or one value per line; only rows on screen are rendered. */
export function RawView({
  session,
  label,
  pretty,
  wrap,
  masked,
  goTo,
  position: target,
  found,
  nodeCount,
}: RawViewProps) {
  const [shape, setShape] = useState({ rowCount: 0, lineCount: 0 });
  const [loaded, setLoaded] = useState<LoadedRows>({ key: "", from: 0, rows: [] });
  const [width, setWidth] = useState(800);
  const [goal, setGoal] = useState<ScrollGoal | null>(null);
  const { scroller, onScroll, scroll } = useVirtualRows(shape.rowCount, rowHeightPx, goal);
  const pendingRequest = useRef("");
  const columns = wrap && !pretty ? Math.max(20, Math.floor((width - gutterPx) / characterPx)) : unwrappedColumns;
  const grown = pretty ? nodeCount : 0;

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `grown` signals that the worker's response would change.
  useEffect(() => {
    let left = false;
    void session.client.call("rawShape", { pretty, columns }).then((response) => {
      if (!left) setShape(response);
    });
    return () => {
      left = true;
    };
  }, [session, pretty, columns, grown]);

  const key = `${pretty} ${columns} ${masked} ${grown} ${masked ? "" : found}`;
  const wanted = Math.max(0, scroll.first - overscanRows);
  const enough =
    loaded.key === key &&
    loaded.from <= scroll.first &&
    loaded.from + loaded.rows.length >= Math.min(scroll.last, shape.rowCount);
  useEffect(() => {
    const requested = `${key} ${wanted}`;
    if (enough || shape.rowCount === 0 || pendingRequest.current === requested) return;
    pendingRequest.current = requested;
    const form: RawForm = { pretty, columns };
    void session.client
      .call("rawRows", { ...form, from: wanted, count: scroll.last - wanted + overscanRows, masked })
      .then(({ rows }) => {
        if (pendingRequest.current !== requested) return;
        pendingRequest.current = "";
        setLoaded({ key, from: wanted, rows });
      });
  }, [session, key, wanted, enough, shape.rowCount, scroll.last, pretty, columns, masked]);

  const ready = shape.rowCount > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls to an offset once, not on every width change.
  useEffect(() => {
    const offset = goTo ?? target;
    if (offset === null || !ready) return;
    void session.client.call("rawRowOf", { pretty, columns, offset }).then(({ row }) => setGoal({ row }));
  }, [session, goTo, target, ready]);

  // Rows read before masking was switched on are not rendered.
  const drawn = masked && loaded.key !== key ? [] : loaded.rows;
  const digits = String(shape.lineCount).length;
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={scroller}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        onScroll={onScroll}
        className="absolute inset-0 overflow-auto font-mono text-[0.8125rem] -outline-offset-2"
      >
        <div className="relative" style={{ height: scroll.spacerHeight }}>
          {drawn.map((row, position) => {
            const number = loaded.from + position;
            if (number < scroll.first - 3 || number > scroll.last + 3) return null;
            return (
              <div
                key={number}
                className="absolute left-0 flex h-5 w-max min-w-full leading-5 whitespace-pre"
                style={{ transform: `translateY(${scroll.physicalTop + number * rowHeightPx - scroll.virtualTop}px)` }}
              >
                <span
                  aria-hidden
                  className="mr-3 shrink-0 border-r border-line pr-2 pl-3 text-right text-soft select-none"
                  style={{ minWidth: `${digits + 3}ch` }}
                >
                  {row.continues ? "↪" : row.line}
                </span>
                <bdi className="[tab-size:2]">
                  <MarkedText text={row.text} marks={row.marks} />
                </bdi>
              </div>
            );
          })}
        </div>
      </section>
    </div>
  );
}
