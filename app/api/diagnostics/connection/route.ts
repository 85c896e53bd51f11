import { checkConnection } from "#lib/diagnostics/check-connection";
import { readConnectionRequest } from "#lib/diagnostics/schema";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["admin"], event: "connection_check", method: "POST" },
  async ({ request }) => Response.json(await checkConnection(readConnectionRequest(await readJsonBody(request)))),
);
