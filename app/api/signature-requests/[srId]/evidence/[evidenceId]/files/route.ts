import { openFiles } from "#lib/files/gateway";
import { releaseResponse } from "#lib/release/release-response";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", event: "release", artefact: "files" },
  async (call) => {
    const { srId = "", evidenceId = "" } = call.params;
    await requireEvidence(srId, evidenceId, call.signal);
    const response = await openFiles(srId, evidenceId, call.signal);
    return releaseResponse(response, { contentType: "application/zip", fileName: `${evidenceId}-files.zip`, call });
  },
);
