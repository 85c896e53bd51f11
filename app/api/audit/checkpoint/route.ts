import { currentCheckpoint } from "#lib/audit/store";
import { reviewerRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = reviewerRoute(
  { roles: ["auditor", "admin"], event: "log_read", detail: () => ({ view: "checkpoint" }) },
  async () => Response.json(await currentCheckpoint()),
);
