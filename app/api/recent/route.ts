import { findLookUps } from "#lib/audit/store";
import { reviewerRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = reviewerRoute(
  { roles: ["reviewer"], event: "log_read", isAct: false, detail: () => ({ view: "recent" }) },
  async ({ person }) => Response.json({ items: await findLookUps(person.subject) }),
);
