"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { useIsTicketConfirmed } from "#components/purpose/purpose-context";
import { findPosition, type QueuedCase } from "#lib/queue/model";
import { useQueue } from "#lib/queue/queue-store";
import { takeArrival } from "#lib/saved-views/arrival";
import { preferencesQuery } from "#lib/saved-views/query";

type CheckWhenOpened = {
  page: QueuedCase;
  canCheck: boolean;
  /** Called before `check`, once a check is asked for. */
  prepare: () => void;
  check: () => void;
};

/**
 * Checks everything once without a click: for a case of the queue to which the person went in this tab, and, if they have
 * switched that on, after any navigation within the product or with a ticket that they confirmed in this session
 * (docs/decisions/check-when-opened.md).
 */
export function useCheckWhenOpened({ page, canCheck, prepare, check }: CheckWhenOpened): void {
  const pathname = usePathname();
  const isTicketConfirmed = useIsTicketConfirmed();
  const [hasArrived, setHasArrived] = useState(false);
  const [isDone, setIsDone] = useState(false);
  useEffect(() => {
    if (takeArrival(pathname)) setHasArrived(true);
  }, [pathname]);
  const isAllowed = hasArrived || isTicketConfirmed;
  const queue = useQueue();
  const isAskedFor = hasArrived && queue !== null && findPosition(queue, page) !== null;
  const preferences = useQuery({ ...preferencesQuery(), enabled: isAllowed && !isAskedFor });
  const isWanted = isAskedFor || (isAllowed && preferences.data?.checkWhenOpened === true);
  const mayCheck = canCheck && !isDone && isWanted;
  // biome-ignore lint/correctness/useExhaustiveDependencies: prepares once, while the status is on its way
  useEffect(() => {
    if (isWanted) prepare();
  }, [isWanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: checks once for each opening
  useEffect(() => {
    if (!mayCheck) return;
    setIsDone(true);
    check();
  }, [mayCheck]);
}
