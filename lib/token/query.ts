import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJsonWithHeaders } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { type Verdict, verdictSchema } from "./schema.ts";

export type CachedVerdict = {
  verdict: Verdict;
  fetchedAt: string;
  requestId: string;
  /** Digest of the previous token if it differs: the earlier verdict does not apply to this one. */
  earlierSha256: string | null;
};

/** Fetched on user action and cached while the evidence page is open; fails with ApiError. */
export function verdictQuery(srId: string, evidenceId: string) {
  return queryOptions({
    queryKey: ["verdict", srId, evidenceId],
    queryFn: async ({ client, queryKey, signal }): Promise<CachedVerdict> => {
      const path = apiPaths.verdict(srId, evidenceId);
      const { body: verdict, headers } = await fetchJsonWithHeaders(path, verdictSchema, { signal });
      const earlier = client.getQueryData<CachedVerdict>(queryKey);
      return {
        verdict,
        fetchedAt: new Date().toISOString(),
        requestId: headers.get("x-request-id") ?? "",
        earlierSha256: earlier && earlier.verdict.sha256 !== verdict.sha256 ? earlier.verdict.sha256 : null,
      };
    },
    gcTime: 0,
  });
}

export function useVerdict(srId: string, evidenceId: string) {
  return useQuery(verdictQuery(srId, evidenceId));
}

/** Returns the cached verdict, or null; never fetches. */
export function useCachedVerdict(srId: string, evidenceId: string): CachedVerdict | null {
  return useQuery({ ...verdictQuery(srId, evidenceId), enabled: false }).data ?? null;
}

/** Confirms that the user has seen the token change, so that its verdict may be shown. */
export function useAcceptToken(srId: string, evidenceId: string): () => void {
  const client = useQueryClient();
  return () =>
    client.setQueryData(
      verdictQuery(srId, evidenceId).queryKey,
      (cached) => cached && { ...cached, earlierSha256: null },
    );
}
