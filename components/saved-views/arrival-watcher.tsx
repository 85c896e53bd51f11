"use client";

import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect, useRef } from "react";
import { noteArrival, notePop } from "#lib/saved-views/arrival";

// Runs before the effects of the page that was reached; the server has neither.
const useEarlyEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

/** Notes every navigation that this document makes. Stands in the layout, so it lives as long as the document. */
export function ArrivalWatcher() {
  const pathname = usePathname();
  const known = useRef(pathname);
  useEffect(() => {
    const onPop = () => notePop(window.location.pathname);
    window.addEventListener("popstate", onPop, { capture: true });
    return () => window.removeEventListener("popstate", onPop, { capture: true });
  }, []);
  useEarlyEffect(() => {
    if (known.current === pathname) return;
    known.current = pathname;
    noteArrival(pathname);
  }, [pathname]);
  return null;
}
