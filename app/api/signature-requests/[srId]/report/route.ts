import { bodyResponse } from "#lib/http/body-response";
import { evidenceHeaders, sha256Of } from "#lib/release/release-response";
import { protectedRoute } from "#lib/route/protected-route";
import { fetchReport } from "#lib/signature-request/gateway";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", event: "report", artefact: "report", method: "POST" },
  async ({ params: { srId = "" }, signal, recordOutcome }) => {
    const body = await fetchReport(srId, signal);
    const sha256 = sha256Of(body);
    await recordOutcome({ outcome: "whole", bytes: body.length, sha256 });
    const headers = evidenceHeaders("application/json", `report-${srId}.json`);
    return bodyResponse(body, { ...headers, "X-Evidence-Sha256": sha256 });
  },
);
