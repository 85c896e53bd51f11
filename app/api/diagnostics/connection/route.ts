import { checkConnection } from "#lib/diagnostics/check-connection";
import { connectionReportSchema, readConnectionRequest } from "#lib/diagnostics/schema";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["admin"], personalData: "shapes", event: "connection_check", method: "POST" },
  async ({ request }) =>
    jsonResponse(connectionReportSchema, await checkConnection(readConnectionRequest(await readJsonBody(request)))),
);
