import { logPageSchema } from "#lib/audit/schema";
import { findEntries } from "#lib/audit/search-log";
import { describeFilter, readFilter } from "#lib/audit/store";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["auditor", "admin"],
    personalData: "log",
    event: "log_read",
    detail: (request) => ({ view: "log", ...describeFilter(readFilter(request)) }),
  },
  async ({ request, person, signal }) =>
    jsonResponse(logPageSchema, await findEntries(readFilter(request), person.subject, signal)),
);
