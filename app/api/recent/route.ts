import { findLookUps } from "#lib/audit/store";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], event: "log_read", isAct: false, detail: () => ({ view: "recent" }) },
  async ({ person }) => Response.json({ items: await findLookUps(person.subject) }),
);
