import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Browsers limit element height to 16–33 million pixels; beyond this value scroll positions are scaled. */
const maxHeightPx = 8_000_000;
/** Scrolling must pause this long before the scroll bar is corrected. Milliseconds. */
const settleDelayMs = 150;
/** A requested row is scrolled into view if it loads within this time. Milliseconds. */
const owedForMs = 1000;

export type VirtualScroll = {
  /** Position of the scroll bar, and the pixel of all rows that is at the top. */
  physicalTop: number;
  virtualTop: number;
  height: number;
  spacerHeight: number;
  first: number;
  last: number;
};

/** A row to scroll to; a new object for each request. */
export type ScrollGoal = { row: number };

type Position = { physicalTop: number; virtualTop: number; height: number };

/** Scroll position that shows a row below the `covered` sticky rows. */
function positionOf(row: number, covered: number, position: Position, total: number, rowHeight: number): Position {
  const { virtualTop, height } = position;
  const top = row * rowHeight;
  let next = virtualTop;
  if (top < virtualTop + covered * rowHeight) next = top - covered * rowHeight;
  else if (top + rowHeight > virtualTop + height) next = top + rowHeight - height;
  // Centres a distant row, so that its neighbours are visible.
  if (Math.abs(next - virtualTop) > height) next = top - height / 2;
  const reach = Math.max((row + 1) * rowHeight, total) - height;
  next = Math.max(0, Math.min(next, reach));
  if (next === virtualTop) return position;
  if (total <= maxHeightPx) return { physicalTop: next, virtualTop: next, height };
  return { physicalTop: (next / Math.max(total - height, 1)) * (maxHeightPx - height), virtualTop: next, height };
}

/** Virtual scrolling: short scrolls are exact, long ones proportional. Row `i` is at `physicalTop + i * rowHeight - virtualTop`. */
export function useVirtualRows(rowCount: number, rowHeight: number, goal: ScrollGoal | null, covered = 0) {
  const scroller = useRef<HTMLDivElement & HTMLElement>(null);
  const [state, setState] = useState<Position>({ physicalTop: 0, virtualTop: 0, height: 480 });
  const [goneTo, setGoneTo] = useState<ScrollGoal | null>(null);
  const current = useRef(state);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** A scroll position that is pending until the rows above it are loaded. */
  const owed = useRef<{ physicalTop: number; until: number } | null>(null);
  const total = rowCount * rowHeight;
  const spacerHeight = Math.min(total, maxHeightPx);

  const put = useCallback((next: Position) => {
    current.current = next;
    setState(next);
  }, []);

  // Draws a new goal in the same pass as its rows, so that the old position is not shown first.
  if (goal && goal !== goneTo) {
    setGoneTo(goal);
    setState(positionOf(goal.row, covered, state, total, rowHeight));
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scroll bar follows a goal once, not every later state.
  useLayoutEffect(() => {
    if (!goneTo) return;
    current.current = state;
    owed.current = { physicalTop: state.physicalTop, until: performance.now() + owedForMs };
  }, [goneTo]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: both say that the scroll bar can be set, which is all that is done here.
  useLayoutEffect(() => {
    if (owed.current === null) return;
    // Waits for the frame that draws the rows, to avoid a second layout.
    const waiting = requestAnimationFrame(() => {
      const wanted = owed.current;
      if (!scroller.current || wanted === null) return;
      if (performance.now() < wanted.until) scroller.current.scrollTop = wanted.physicalTop;
      const isThere = Math.abs(scroller.current.scrollTop - wanted.physicalTop) <= 1;
      if (isThere || performance.now() >= wanted.until) owed.current = null;
    });
    return () => cancelAnimationFrame(waiting);
  }, [goneTo, spacerHeight]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { physicalTop, virtualTop, height } = current.current;
    const physical = element.scrollTop;
    const reach = Math.max(total - height, 0);
    const physicalReach = Math.max(spacerHeight - height, 1);
    if (total <= maxHeightPx) {
      put({ physicalTop: physical, virtualTop: physical, height });
      return;
    }
    const moved = physical - physicalTop;
    const near = Math.abs(moved) < height * 1.5 && physical > 0 && physical < physicalReach;
    const next = near ? Math.max(0, Math.min(reach, virtualTop + moved)) : (physical / physicalReach) * reach;
    put({ physicalTop: physical, virtualTop: next, height });
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      element.scrollTop = (current.current.virtualTop / Math.max(reach, 1)) * physicalReach;
      put({ ...current.current, physicalTop: element.scrollTop });
    }, settleDelayMs);
  }, [put, spacerHeight, total]);

  useEffect(() => () => clearTimeout(rest.current), []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => put({ ...current.current, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [put]);

  const first = Math.floor(state.virtualTop / rowHeight);
  const last = Math.min(rowCount, Math.ceil((state.virtualTop + state.height) / rowHeight));
  const scroll: VirtualScroll = { ...state, spacerHeight, first, last };
  return { scroller, onScroll, scroll };
}

/** Rows to draw, `spare` more than visible on each side, with their offsets. */
export function listRows(
  { first, last, physicalTop, virtualTop }: VirtualScroll,
  rowCount: number,
  rowHeight: number,
  spare: number,
): { row: number; top: number }[] {
  const from = Math.max(0, first - spare);
  const to = Math.min(rowCount, last + spare);
  return Array.from({ length: Math.max(0, to - from) }, (_, position) => ({
    row: from + position,
    top: physicalTop + (from + position) * rowHeight - virtualTop,
  }));
}
