import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchApi } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { Verdict } from "./schema.ts";

/** A verdict as the page holds it: when it came, and whether an earlier fetch brought another token. */
export type CachedVerdict = {
  verdict: Verdict;
  fetchedAt: string;
  requestId: string;
  /** Digest of the token that came before, when it was another one: the earlier verdict does not speak of this. */
  earlierSha256: string | null;
};

/**
 * The verdict of one evidence's token, with the token it speaks of. Fetched on a person's act, kept while the evidence
 * page holds it, dropped with it. A failure is an AskError with the problem that the server named.
 */
export function verdictQuery(srId: string, evidenceId: string) {
  return queryOptions({
    queryKey: ["verdict", srId, evidenceId],
    queryFn: async ({ client, queryKey, signal }): Promise<CachedVerdict> => {
      const answer = await fetchApi(apiPaths.verdict(srId, evidenceId), { signal });
      const verdict = (await answer.json()) as Verdict;
      const earlier = client.getQueryData<CachedVerdict>(queryKey);
      return {
        verdict,
        fetchedAt: new Date().toISOString(),
        requestId: answer.headers.get("x-request-id") ?? "",
        earlierSha256: earlier && earlier.verdict.sha256 !== verdict.sha256 ? earlier.verdict.sha256 : null,
      };
    },
    gcTime: 0,
  });
}

/** Fetches the verdict when it is first used; for the tab that a person opened. */
export function useVerdict(srId: string, evidenceId: string) {
  return useQuery(verdictQuery(srId, evidenceId));
}

/** The verdict if some part of the page asked for it; fetches nothing, and keeps it while the page is open. */
export function useCachedVerdict(srId: string, evidenceId: string): CachedVerdict | null {
  return useQuery({ ...verdictQuery(srId, evidenceId), enabled: false }).data ?? null;
}

/** Says that a person saw that the token is another one now: its own verdict may be shown. */
export function useAcceptToken(srId: string, evidenceId: string): () => void {
  const client = useQueryClient();
  return () =>
    client.setQueryData(verdictQuery(srId, evidenceId).queryKey, (held) => held && { ...held, earlierSha256: null });
}
