"use client";

import { useEffect, useRef } from "react";

/** The longest wait for an idle moment, and the wait in a browser that does not report one. Milliseconds. */
const patienceMs = 1_000;
/** What became ready is painted first. Milliseconds. */
const paintMs = 100;

/** Does work once, in the first idle moment after what is ready was painted. A page in the background waits until it is shown. */
export function useWhenIdle(isReady: boolean, work: () => void): void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(() => {
    if (!isReady) return;
    let isOver = false;
    const start = () => {
      if (!isOver) latest.current();
      isOver = true;
    };
    requestAnimationFrame(() =>
      setTimeout(() => {
        // Missing in Safari.
        if (typeof requestIdleCallback === "function") requestIdleCallback(start, { timeout: patienceMs });
        else setTimeout(start, patienceMs);
      }, paintMs),
    );
    return () => {
      isOver = true;
    };
  }, [isReady]);
}
