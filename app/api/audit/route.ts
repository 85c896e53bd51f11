import { logPageSchema } from "#lib/audit/schema";
import { describeFilter, findEntries, readFilter } from "#lib/audit/store";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["auditor", "admin"],
    event: "log_read",
    detail: (request) => ({ view: "log", ...describeFilter(readFilter(request)) }),
  },
  async ({ request }) => jsonResponse(logPageSchema, await findEntries(readFilter(request))),
);
