import { bodyResponse } from "#lib/http/body-response";
import { encodeJson } from "#lib/http/json-response";
import { evidenceHeaders } from "#lib/release/release-response";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";
import { fetchStatus } from "#lib/status/gateway";
import { fetchToken } from "#lib/token/gateway";
import { describeVerdictForLog, issueVerdict } from "#lib/token/issue-verdict";
import { verdictSchema } from "#lib/token/schema";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", event: "verdict", artefact: "verdict" },
  async ({ params: { srId = "", evidenceId = "" }, signal, recordOutcome }) => {
    await requireEvidence(srId, evidenceId, signal);
    // Without a status, only the evidence ID binds the token, and the verdict states it.
    const status = fetchStatus(srId, evidenceId, signal).then(
      ({ response }) => response,
      () => null,
    );
    const bytes = await fetchToken(srId, evidenceId, signal);
    const verdict = await issueVerdict(bytes, { srId, evidenceId }, await status);
    await recordOutcome({
      outcome: "whole",
      bytes: bytes.length,
      sha256: verdict.sha256,
      detail: describeVerdictForLog(verdict),
    });
    const headers = evidenceHeaders("application/json", `${evidenceId}-verdict.json`);
    return bodyResponse(encodeJson(verdictSchema, verdict), { ...headers, "X-Evidence-Sha256": verdict.sha256 });
  },
);
