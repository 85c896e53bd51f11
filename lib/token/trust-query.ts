import { queryOptions } from "@tanstack/react-query";
import { askJson } from "#lib/http/ask";
import { apiPaths } from "#lib/paths";
import type { TrustListing } from "./trust-model.ts";

/** The trusted keys for /diagnostics; a failure is an AskError with the problem that the server named. */
export const trustQuery = queryOptions({
  queryKey: ["trusted-keys"],
  queryFn: ({ signal }) => askJson<TrustListing>(apiPaths.trustedKeys(), { signal }),
  gcTime: 0,
});
