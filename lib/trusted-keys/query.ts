import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { trustListingSchema } from "./schema.ts";

/** Trusted keys for /diagnostics; fails with ApiError. */
export const trustQuery = queryOptions({
  queryKey: ["trusted-keys"],
  queryFn: ({ signal }) => fetchJson(apiPaths.trustedKeys(), trustListingSchema, { signal }),
  gcTime: 0,
});
