"use client";

import { useEffect, useRef } from "react";

/** The longest wait for an idle moment, and the wait in a browser that does not report one. Milliseconds. */
const patienceMs = 1_000;

/** Does work once, in the first idle moment after `isReady`. */
export function useWhenIdle(isReady: boolean, work: () => void): void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(() => {
    if (!isReady) return;
    const start = () => latest.current();
    // Missing in Safari.
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(start, patienceMs);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(start, { timeout: patienceMs });
    return () => cancelIdleCallback(idle);
  }, [isReady]);
}
