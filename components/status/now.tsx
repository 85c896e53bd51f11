"use client";

import { useEffect, useState } from "react";

const tickMs = 30_000;

/** Current time in Unix milliseconds, updated while the page is open; `fixedNow` (ISO 8601) stops it for tests. */
export function useNow(fixedNow: string | null): number {
  const [nowMs, setNowMs] = useState(() => (fixedNow === null ? Date.now() : Date.parse(fixedNow)));
  useEffect(() => {
    if (fixedNow !== null) return;
    const timer = setInterval(() => setNowMs(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [fixedNow]);
  return nowMs;
}
