import { bodyResponse } from "#lib/http/body-response";
import { encodeJson } from "#lib/http/json-response";
import { evidenceHeaders, sha256Of } from "#lib/release/release-response";
import { protectedRoute } from "#lib/route/protected-route";
import { noteState } from "#lib/saved-views/store";
import { requireEvidence } from "#lib/signature-request/gateway";
import { describeStatusForLog } from "#lib/status/describe-for-log";
import { fetchStatus } from "#lib/status/gateway";
import { isUnfinished, statusSchema } from "#lib/status/schema";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", event: "release", artefact: "status" },
  async ({ params: { srId = "", evidenceId = "" }, signal, recordOutcome }) => {
    await requireEvidence(srId, evidenceId, signal);
    const { response, body } = await fetchStatus(srId, evidenceId, signal);
    // Size and digest describe the provider's bytes (`raw`), not our JSON around them.
    const sha256 = sha256Of(body);
    await recordOutcome({
      outcome: "whole",
      bytes: body.length,
      sha256,
      detail: describeStatusForLog(response),
      isFinal: !isUnfinished(response.state),
    });
    await noteState({ srId, evidenceId }, response);
    const headers = evidenceHeaders("application/json", `${evidenceId}-status.json`);
    return bodyResponse(encodeJson(statusSchema, response), { ...headers, "X-Evidence-Sha256": sha256 });
  },
);
