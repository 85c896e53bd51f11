import { openRecord } from "#lib/record/gateway";
import { releaseResponse } from "#lib/release/release-response";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", event: "release", artefact: "record" },
  async (call) => {
    const { srId = "", evidenceId = "" } = call.params;
    await requireEvidence(srId, evidenceId, call.signal);
    const response = await openRecord(srId, evidenceId, call.signal);
    return releaseResponse(response, { contentType: "application/json", fileName: `${evidenceId}-record.json`, call });
  },
);
