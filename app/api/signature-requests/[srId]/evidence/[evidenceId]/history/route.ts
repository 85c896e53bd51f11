import { findHistory, readFilter } from "#lib/audit/store";
import { reviewerRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = reviewerRoute(
  { roles: ["reviewer"], event: "log_read", detail: () => ({ view: "history" }) },
  async ({ request, signal, params: { srId = "", evidenceId = "" } }) => {
    await requireEvidence(srId, evidenceId, signal);
    return Response.json(await findHistory({ srId, evidenceId }, readFilter(request).before));
  },
);
