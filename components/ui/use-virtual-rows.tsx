import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Browsers draw no element higher than some 16 to 33 million pixels; beyond this, the scroll bar stands for more than it measures. */
const maxHeightPx = 8_000_000;
/** How long scrolling must rest before the scroll bar is set right. */
const restMs = 150;
/** For so long after a row was asked for, rows that are still to come can bring it into sight. */
const owedForMs = 1000;

export type VirtualScroll = {
  /** Where the scroll bar is, and which pixel of all rows is at the top. */
  physicalTop: number;
  virtualTop: number;
  height: number;
  spacerHeight: number;
  first: number;
  last: number;
};

/** A row to bring into sight; a new object each time that one is asked for. */
export type ScrollGoal = { row: number };

type Place = { physicalTop: number; virtualTop: number; height: number };

/** Where to scroll for a row to be in sight, below `covered` rows that stand above it. */
function placeOf(row: number, covered: number, place: Place, total: number, rowHeight: number): Place {
  const { virtualTop, height } = place;
  const top = row * rowHeight;
  let next = virtualTop;
  if (top < virtualTop + covered * rowHeight) next = top - covered * rowHeight;
  else if (top + rowHeight > virtualTop + height) next = top + rowHeight - height;
  // A long way off: to the middle, so that what is around it is seen.
  if (Math.abs(next - virtualTop) > height) next = top - height / 2;
  const reach = Math.max((row + 1) * rowHeight, total) - height;
  next = Math.max(0, Math.min(next, reach));
  if (next === virtualTop) return place;
  if (total <= maxHeightPx) return { physicalTop: next, virtualTop: next, height };
  return { physicalTop: (next / Math.max(total - height, 1)) * (maxHeightPx - height), virtualTop: next, height };
}

/**
 * Scrolling through any number of rows of one height. Small movements are followed to the pixel; long ones (the bar is
 * dragged) are taken in proportion. The row `i` belongs at `physicalTop + i * rowHeight - virtualTop`.
 */
export function useVirtualRows(rowCount: number, rowHeight: number, goal: ScrollGoal | null, covered = 0) {
  const scroller = useRef<HTMLDivElement & HTMLElement>(null);
  const [state, setState] = useState<Place>({ physicalTop: 0, virtualTop: 0, height: 480 });
  const [goneTo, setGoneTo] = useState<ScrollGoal | null>(null);
  const held = useRef(state);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** A place that the scroll bar could not be set to yet, because the rows down to there were still to come. */
  const owed = useRef<{ physicalTop: number; until: number } | null>(null);
  const total = rowCount * rowHeight;
  const spacerHeight = Math.min(total, maxHeightPx);

  const put = useCallback((next: Place) => {
    held.current = next;
    setState(next);
  }, []);

  // A new goal is drawn at once, in the same pass as the rows that came with it, not after what was on screen before.
  if (goal && goal !== goneTo) {
    setGoneTo(goal);
    setState(placeOf(goal.row, covered, state, total, rowHeight));
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scroll bar follows a goal once, not every later state.
  useLayoutEffect(() => {
    if (!goneTo) return;
    held.current = state;
    owed.current = { physicalTop: state.physicalTop, until: performance.now() + owedForMs };
  }, [goneTo]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: both say that the scroll bar can be set, which is all that is done here.
  useLayoutEffect(() => {
    if (owed.current === null) return;
    // With the frame that draws the rows: here it would have them laid out twice.
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
    const { physicalTop, virtualTop, height } = held.current;
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
      element.scrollTop = (held.current.virtualTop / Math.max(reach, 1)) * physicalReach;
      put({ ...held.current, physicalTop: element.scrollTop });
    }, restMs);
  }, [put, spacerHeight, total]);

  useEffect(() => () => clearTimeout(rest.current), []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => put({ ...held.current, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [put]);

  const first = Math.floor(state.virtualTop / rowHeight);
  const last = Math.min(rowCount, Math.ceil((state.virtualTop + state.height) / rowHeight));
  const scroll: VirtualScroll = { ...state, spacerHeight, first, last };
  return { scroller, onScroll, scroll };
}

/** The rows to draw, `spare` more on each side than are in sight, and where each belongs in the scrolled box. */
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
