import { queryOptions } from "@tanstack/react-query";
import { askJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { TrustListing } from "./schema.ts";

/** The trusted keys for /diagnostics; a failure is an AskError with the problem that the server named. */
export const trustQuery = queryOptions({
  queryKey: ["trusted-keys"],
  queryFn: ({ signal }) => askJson<TrustListing>(apiPaths.trustedKeys(), { signal }),
  gcTime: 0,
});
