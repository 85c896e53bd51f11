import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { SeenWords } from "./schema.ts";

/** Fetches unmapped status words for /diagnostics; failures are ApiError. */
export const unmappedWordsQuery = queryOptions({
  queryKey: ["status-words"],
  queryFn: ({ signal }) => fetchJson<SeenWords>(apiPaths.statusWords(), { signal }),
  gcTime: 0,
});
