import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";
import { listTrust } from "#lib/trusted-keys/list-keys";
import { trustListingSchema } from "#lib/trusted-keys/schema";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["admin"], event: "connection_check", detail: () => ({ requested: "trusted_keys" }) },
  async () => jsonResponse(trustListingSchema, await listTrust()),
);
