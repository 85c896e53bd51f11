import { queryOptions } from "@tanstack/react-query";
import { askJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { SeenWords } from "./store.ts";

/** Status words that are not mapped, for /diagnostics; a failure is an AskError with the problem that the server named. */
export const unmappedWordsQuery = queryOptions({
  queryKey: ["status-words"],
  queryFn: ({ signal }) => askJson<SeenWords>(apiPaths.statusWords(), { signal }),
  gcTime: 0,
});
