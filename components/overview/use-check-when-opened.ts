"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { useIsTicketConfirmed } from "#components/purpose/purpose-context";
import { takeArrival } from "#lib/saved-views/arrival";
import { preferencesQuery } from "#lib/saved-views/query";

/**
 * Checks everything once without a click, if the person has switched that on and has come here by a navigation within the product, or with
 * a ticket that they confirmed in this session (docs/decisions/check-when-opened.md).
 */
export function useCheckWhenOpened(canCheck: boolean, check: () => void): void {
  const pathname = usePathname();
  const isTicketConfirmed = useIsTicketConfirmed();
  const [hasArrived, setHasArrived] = useState(false);
  const [isDone, setIsDone] = useState(false);
  useEffect(() => {
    if (takeArrival(pathname)) setHasArrived(true);
  }, [pathname]);
  const isAllowed = hasArrived || isTicketConfirmed;
  const preferences = useQuery({ ...preferencesQuery(), enabled: isAllowed });
  const mayCheck = isAllowed && canCheck && !isDone && preferences.data?.checkWhenOpened === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: checks once for each opening
  useEffect(() => {
    if (!mayCheck) return;
    setIsDone(true);
    check();
  }, [mayCheck]);
}
