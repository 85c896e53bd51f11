import { currentKeys } from "#lib/audit/store";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";
import { keysFileSchema } from "#lib/transparency-log/schema";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["auditor", "admin"], personalData: "log", event: "log_read", detail: () => ({ view: "keys" }) },
  async () => jsonResponse(keysFileSchema, await currentKeys()),
);
