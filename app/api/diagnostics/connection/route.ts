import { checkConnection } from "#lib/diagnostics/check-connection";
import { readAsked } from "#lib/diagnostics/schema";
import { readJsonBody } from "#lib/http/read-body";
import { reviewerRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = reviewerRoute(
  { roles: ["admin"], event: "connection_check", method: "POST" },
  async ({ request }) => Response.json(await checkConnection(readAsked(await readJsonBody(request)))),
);
