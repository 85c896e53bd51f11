import { historySchema } from "#lib/audit/schema";
import { findHistory, readFilter } from "#lib/audit/store";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", event: "log_read", detail: () => ({ view: "history" }) },
  async ({ request, signal, params: { srId = "", evidenceId = "" } }) => {
    await requireEvidence(srId, evidenceId, signal);
    return jsonResponse(historySchema, await findHistory({ srId, evidenceId }, readFilter(request).before));
  },
);
