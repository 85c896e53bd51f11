"use client";

import { useQuery } from "@tanstack/react-query";
import { statusQuery } from "#lib/status/query";

/** A little longer every time: an identification that takes hours need not be asked every three seconds. */
const growth = 1.4;
const firstPollMs = 3_000;
const longestPollMs = 60_000;

/** How long to wait before the next poll, after `polls` answers. */
export function pollDelayMs(polls: number): number {
  return Math.min(longestPollMs, Math.round(firstPollMs * growth ** Math.max(0, polls - 1)));
}

/** The status of this page's evidence; one that is still on its way is asked again while the page is seen. */
export function useStatus(srId: string, evidenceId: string) {
  return useQuery({
    ...statusQuery(srId, evidenceId),
    refetchIntervalInBackground: false,
    refetchInterval: ({ state }) => {
      const now = state.data?.state;
      const unfinished = now === "not_started" || now === "started" || now === "in_review";
      return unfinished ? pollDelayMs(state.dataUpdateCount) : false;
    },
  });
}
