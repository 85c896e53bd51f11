import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Browsers draw no element higher than some 16 to 33 million pixels; beyond this, the scroll bar stands for more than it measures. */
const maxHeightPx = 8_000_000;
/** How long scrolling must rest before the scroll bar is set right. */
const restMs = 150;

export type VirtualScroll = {
  /** Where the scroll bar is, and which pixel of all rows is at the top. */
  physicalTop: number;
  virtualTop: number;
  height: number;
  spacerHeight: number;
  first: number;
  last: number;
};

/**
 * Scrolling through any number of rows of one height. Small movements are followed to the pixel; long ones (the bar is
 * dragged) are taken in proportion. The row `i` belongs at `physicalTop + i * rowHeight - virtualTop`.
 */
export function useVirtualScroll(rowCount: number, rowHeight: number) {
  const scroller = useRef<HTMLDivElement & HTMLElement>(null);
  const [state, setState] = useState({ physicalTop: 0, virtualTop: 0, height: 480 });
  const held = useRef(state);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const total = rowCount * rowHeight;
  const spacerHeight = Math.min(total, maxHeightPx);

  const put = useCallback((next: typeof state) => {
    held.current = next;
    setState(next);
  }, []);

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

  /** Brings a row into sight, below `covered` rows that stand above it. */
  const scrollToRow = useCallback(
    (row: number, covered = 0) => {
      const element = scroller.current;
      if (!element) return;
      const { virtualTop, height } = held.current;
      const top = row * rowHeight;
      let next = virtualTop;
      if (top < virtualTop + covered * rowHeight) next = top - covered * rowHeight;
      else if (top + rowHeight > virtualTop + height) next = top + rowHeight - height;
      // A long way off: to the middle, so that what is around it is seen.
      if (Math.abs(next - virtualTop) > height) next = top - height / 2;
      const reach = Math.max((row + 1) * rowHeight, total) - height;
      next = Math.max(0, Math.min(next, reach));
      if (next === virtualTop) return;
      const physical = total <= maxHeightPx ? next : (next / Math.max(total - height, 1)) * (spacerHeight - height);
      element.scrollTop = physical;
      put({ physicalTop: element.scrollTop, virtualTop: total <= maxHeightPx ? element.scrollTop : next, height });
    },
    [put, rowHeight, spacerHeight, total],
  );

  const first = Math.floor(state.virtualTop / rowHeight);
  const last = Math.min(rowCount, Math.ceil((state.virtualTop + state.height) / rowHeight));
  const scroll: VirtualScroll = { ...state, spacerHeight, first, last };
  return { scroller, onScroll, scrollToRow, scroll };
}
