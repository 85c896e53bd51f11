import { recentListSchema } from "#lib/audit/schema";
import { findLookUps } from "#lib/audit/store";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["reviewer"],
    personalData: "own_accesses",
    event: "log_read",
    isAct: false,
    detail: () => ({ view: "recent" }),
  },
  async ({ person }) => jsonResponse(recentListSchema, { items: await findLookUps(person.subject) }),
);
