import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";
import { listTrustedKeys } from "#lib/trusted-keys/list-keys";
import { trustListingSchema } from "#lib/trusted-keys/schema";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["admin"],
    personalData: "none",
    event: "connection_check",
    detail: () => ({ asked: "trusted_keys" }),
  },
  async () => jsonResponse(trustListingSchema, await listTrustedKeys()),
);
