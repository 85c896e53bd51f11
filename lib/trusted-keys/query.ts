import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { TrustListing } from "./schema.ts";

/** Trusted keys for /diagnostics; fails with ApiError. */
export const trustQuery = queryOptions({
  queryKey: ["trusted-keys"],
  queryFn: ({ signal }) => fetchJson<TrustListing>(apiPaths.trustedKeys(), { signal }),
  gcTime: 0,
});
