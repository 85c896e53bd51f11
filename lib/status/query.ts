import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { createSemaphore } from "#lib/runtime/semaphore";
import { isUnfinished, type StatusResponse, statusSchema } from "./schema.ts";

/** Limits concurrent calls to the provider, because a request may have many signers. */
const fly = createSemaphore(4);

export type StatusQueryData = StatusResponse & { fetchedAt: string };

/** Fetches on a person's action, drops after the last viewer. The server tells polls from releases (lib/audit/poll-runs.ts). */
export function statusQuery(srId: string, evidenceId: string) {
  return queryOptions({
    queryKey: ["status", srId, evidenceId],
    queryFn: ({ signal }): Promise<StatusQueryData> =>
      fly(async () => {
        const path = apiPaths.artefact(srId, evidenceId, "status");
        const response = await fetchJson(path, statusSchema, { signal });
        return { ...response, fetchedAt: new Date().toISOString() };
      }, signal),
    gcTime: 0,
  });
}

/** Backs off, because an identification may take hours. */
const growth = 1.4;
const firstPollMs = 3_000;
export const maxPollMs = 60_000;

export function pollIntervalMs(polls: number): number {
  return Math.min(maxPollMs, Math.round(firstPollMs * growth ** Math.max(0, polls - 1)));
}

/** Refetches for a person. */
export function useRefetchStatus(srId: string, evidenceId: string): () => void {
  const client = useQueryClient();
  return useCallback(
    () => void client.fetchQuery({ ...statusQuery(srId, evidenceId), staleTime: 0 }).catch(() => undefined),
    [client, srId, evidenceId],
  );
}

/** Polls an unfinished status while the page is visible. */
export function useStatus(srId: string, evidenceId: string) {
  return useQuery({
    ...statusQuery(srId, evidenceId),
    refetchIntervalInBackground: false,
    refetchInterval: ({ state }) =>
      isUnfinished(state.data?.state) ? pollIntervalMs(state.dataUpdateCount + state.errorUpdateCount) : false,
  });
}
