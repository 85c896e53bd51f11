"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { formatLogAddress, type LogView, readLogAddress } from "#lib/audit/log-address";
import { withParameters } from "#lib/paths";

/** Filters of the page. The address repeats them, but for a user's name and for words that may be a name. */
export function useLogView(): [LogView, (next: LogView) => void] {
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const [seen, setSeen] = useState(query);
  const [view, setView] = useState(() => readLogAddress(new URLSearchParams(query)));
  // The address follows a change of the filters later; another address comes from outside, such as Back.
  if (query !== seen) {
    setSeen(query);
    if (query !== formatLogAddress(view).toString()) setView(readLogAddress(new URLSearchParams(query)));
  }
  const change = (next: LogView) => {
    setView(next);
    window.history.replaceState(null, "", withParameters(pathname, formatLogAddress(next)));
  };
  return [view, change];
}
