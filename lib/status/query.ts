import { queryOptions, useQuery } from "@tanstack/react-query";
import { askJson } from "#lib/http/ask";
import { apiPaths } from "#lib/paths";
import { limitFlights } from "./limit-flights.ts";
import type { StatusAnswer } from "./model.ts";

/** A request may have many signers; the provider is asked about four at a time. */
const fly = limitFlights(4);

/** What a status answer says of itself: when it came and the digest of the provider's bytes. */
export type HeldStatus = StatusAnswer & { fetchedAt: string };

/**
 * The status of one evidence, fetched on a person's act and dropped when the last part that shows it is gone.
 * A failure is an AskError with the problem that the server named.
 */
export function statusQuery(srId: string, evidenceId: string) {
  return queryOptions({
    queryKey: ["status", srId, evidenceId],
    queryFn: ({ signal, client, queryKey }): Promise<HeldStatus> =>
      fly(async () => {
        // Once an answer is there, asking again is a poll, and the access log counts polls instead of listing them.
        const poll = client.getQueryData(queryKey) === undefined ? "" : "?poll=1";
        const answer = await askJson<StatusAnswer>(`${apiPaths.artefact(srId, evidenceId, "status")}${poll}`, {
          signal,
        });
        return { ...answer, fetchedAt: new Date().toISOString() };
      }, signal),
    gcTime: 0,
  });
}

/** A little longer every time: an identification that takes hours need not be asked every three seconds. */
const growth = 1.4;
const firstPollMs = 3_000;
export const longestPollMs = 60_000;

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
