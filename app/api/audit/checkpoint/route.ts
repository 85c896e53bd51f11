import { currentCheckpoint } from "#lib/audit/store";
import { textResponse } from "#lib/http/text-response";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["auditor", "admin"], personalData: "log", event: "log_read", detail: () => ({ view: "checkpoint" }) },
  async () => textResponse(await currentCheckpoint()),
);
