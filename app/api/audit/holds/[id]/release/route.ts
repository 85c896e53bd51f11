import { requestRelease } from "#lib/audit/hold-request";
import { holdReleaseSchema } from "#lib/audit/schema";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["auditor", "admin"], personalData: "log", method: "POST", event: "hold_released", recordsItself: true },
  async ({ request, person, params }) =>
    jsonResponse(holdReleaseSchema, await requestRelease(person, params.id ?? "", await readJsonBody(request))),
);
