import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { Draft } from "./parse-draft.ts";
import { challengeSchema, type DecisionList, decisionListSchema } from "./schema.ts";

const post = (body: unknown) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** Decisions of one evidence, as this person may see them. Another person may decide meanwhile, so a page asks again on focus. */
export function decisionsQuery(srId: string, evidenceId: string) {
  return queryOptions({
    queryKey: ["decisions", srId, evidenceId],
    queryFn: ({ signal }) => fetchJson(apiPaths.decisions(srId, evidenceId), decisionListSchema, { signal }),
    refetchOnWindowFocus: true,
    staleTime: 5_000,
  });
}

export type Challenge = { canonical: string; digest: string };

/** Lets the server prepare a decision, which the person then confirms. @throws ApiError; nothing was recorded */
export const askForChallenge = (srId: string, evidenceId: string, draft: Draft): Promise<Challenge> =>
  fetchJson(apiPaths.decisionChallenge(srId, evidenceId), challengeSchema, post(draft));

/** Records a prepared decision; sent twice, it is recorded once. @throws ApiError */
export const sendDecision = (
  srId: string,
  evidenceId: string,
  { canonical, assertion }: { canonical: string; assertion?: unknown },
): Promise<DecisionList> =>
  fetchJson(
    apiPaths.decisions(srId, evidenceId),
    decisionListSchema,
    post(assertion === undefined ? { canonical } : { canonical, assertion }),
  );
