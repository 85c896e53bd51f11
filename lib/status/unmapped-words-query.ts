import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { seenWordsSchema } from "./schema.ts";

/** Fetches unmapped status words for /diagnostics; failures are ApiError. */
export const unmappedWordsQuery = queryOptions({
  queryKey: ["status-words"],
  queryFn: ({ signal }) => fetchJson(apiPaths.statusWords(), seenWordsSchema, { signal }),
  gcTime: 0,
});
