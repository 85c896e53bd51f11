import { currentCheckpoint } from "#lib/audit/store";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["auditor", "admin"], event: "log_read", reads: "log", detail: () => ({ view: "checkpoint" }) },
  async () => Response.json(await currentCheckpoint()),
);
