import { queryOptions } from "@tanstack/react-query";
import { ApiError, fetchApi, fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { ownSessionsSchema } from "./schema.ts";

/** Not kept: each opening of the dialog shows the sessions of that moment. */
export function ownSessionsQuery() {
  return queryOptions({
    queryKey: ["own-sessions"],
    queryFn: async ({ signal }) => (await fetchJson(apiPaths.sessions(), ownSessionsSchema, { signal })).items,
    gcTime: 0,
  });
}

/** Ends one's own session; one that has already ended counts as ended. @throws ApiError for any other failure */
export async function endOwnSession(id: string): Promise<void> {
  await fetchApi(apiPaths.ownSession(id), { method: "DELETE" }).catch((error) => {
    if (!(error instanceof ApiError) || error.problem.code !== "not_found") throw error;
  });
}
