import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { askJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { createSemaphore } from "#lib/runtime/semaphore";
import type { IdentificationState, StatusResponse } from "./schema.ts";

/** A request may have many signers; the provider is asked about four at a time. */
const fly = createSemaphore(4);

/** What a status answer says of itself: when it came and the digest of the provider's bytes. */
export type StatusQueryData = StatusResponse & { fetchedAt: string };

/**
 * The status of one evidence, fetched on a person's act and dropped when the last part that shows it is gone.
 * A failure is an AskError with the problem that the server named.
 * @param by who asks: once an answer is there, the page's own asking is a poll
 */
export function statusQuery(srId: string, evidenceId: string, by: "person" | "page" = "page") {
  return queryOptions({
    queryKey: ["status", srId, evidenceId],
    queryFn: ({ signal, client, queryKey }): Promise<StatusQueryData> =>
      fly(async () => {
        // The access log counts polls instead of listing them; a person who asks again is an opening of its own.
        const isPoll = by === "page" && client.getQueryData(queryKey) !== undefined;
        const poll = isPoll ? "?poll=1" : "";
        const answer = await askJson<StatusResponse>(`${apiPaths.artefact(srId, evidenceId, "status")}${poll}`, {
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
export function pollIntervalMs(polls: number): number {
  return Math.min(longestPollMs, Math.round(firstPollMs * growth ** Math.max(0, polls - 1)));
}

/** True for an identification that may still go on: its status is worth asking for again. */
export function isUnfinished(state: IdentificationState | undefined): boolean {
  return state === "not_started" || state === "started" || state === "in_review";
}

/** A person asks again: recorded as such, never as a poll. */
export function useRefetchStatus(srId: string, evidenceId: string): () => void {
  const client = useQueryClient();
  return () =>
    void client.fetchQuery({ ...statusQuery(srId, evidenceId, "person"), staleTime: 0 }).catch(() => undefined);
}

/** The status of this page's evidence; one that is still on its way is asked again while the page is seen. */
export function useStatus(srId: string, evidenceId: string) {
  return useQuery({
    ...statusQuery(srId, evidenceId),
    refetchIntervalInBackground: false,
    refetchInterval: ({ state }) =>
      isUnfinished(state.data?.state) ? pollIntervalMs(state.dataUpdateCount + state.errorUpdateCount) : false,
  });
}
