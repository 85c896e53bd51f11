import { releaseResponse } from "#lib/release/release-response";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";
import { openToken } from "#lib/token/gateway";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", event: "release", artefact: "token" },
  async (call) => {
    const { srId = "", evidenceId = "" } = call.params;
    await requireEvidence(srId, evidenceId, call.signal);
    const response = await openToken(srId, evidenceId, call.signal);
    return releaseResponse(response, { contentType: "application/jwt", fileName: `${evidenceId}-token.jwt`, call });
  },
);
