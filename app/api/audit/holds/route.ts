import { parseHoldOrder, requestHold } from "#lib/audit/hold-request";
import { holdSchema } from "#lib/audit/schema";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["auditor", "admin"], personalData: "log", method: "POST", event: "hold", recordsItself: true },
  async ({ request, person }) =>
    jsonResponse(holdSchema, await requestHold(person, parseHoldOrder(await readJsonBody(request)))),
);
