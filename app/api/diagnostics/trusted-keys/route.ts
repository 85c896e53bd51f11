import { protectedRoute } from "#lib/route/protected-route";
import { listTrust } from "#lib/trusted-keys/list-keys";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["admin"], event: "connection_check", detail: () => ({ requested: "trusted_keys" }) },
  async () => Response.json(await listTrust()),
);
