import { releaseSchema } from "#lib/audit/schema";
import { findRelease } from "#lib/audit/store";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["reviewer", "auditor", "admin"],
    personalData: "own_accesses",
    event: "log_read",
    isAct: false,
    detail: () => ({ view: "release" }),
  },
  async ({ person, params: { requestId = "" } }) =>
    jsonResponse(releaseSchema, await findRelease(person.subject, requestId)),
);
