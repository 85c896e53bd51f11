import { currentVerifierKey } from "#lib/audit/store";
import { answerParts } from "#lib/dossier/making/answer-parts";
import { parseOrder } from "#lib/dossier/making/parse-order";
import { dossierPartsSchema } from "#lib/dossier/making/schema";
import { settings } from "#lib/env";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { describeEnvironment } from "#lib/provider/environment";
import { findPurpose } from "#lib/purpose/store";
import { protectedRoute } from "#lib/route/protected-route";
import { fetchSignatureRequest, requireEvidence } from "#lib/signature-request/gateway";
import { fetchStatus } from "#lib/status/gateway";
import { fetchToken } from "#lib/token/gateway";
import { describeVerdictForLog, issueVerdict } from "#lib/token/issue-verdict";

/** Answers the server's own files of a dossier; the token is fetched and judged anew if the person received it. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["reviewer"],
    personalData: "request",
    method: "POST",
    event: "request_read",
    detail: () => ({ view: "dossier" }),
  },
  async ({ request, person, signal, recordStep, params: { srId = "", evidenceId = "" } }) => {
    const order = parseOrder(await readJsonBody(request));
    const signatureRequest = await fetchSignatureRequest(srId, signal);
    await requireEvidence(srId, evidenceId, signal);
    const judge = async () => {
      // Without a status, only the evidence ID binds the token, and the verdict states it.
      const status = fetchStatus(srId, evidenceId, signal).then(
        ({ response }) => response,
        () => null,
      );
      const bytes = await fetchToken(srId, evidenceId, signal);
      const verdict = await issueVerdict(bytes, { srId, evidenceId }, await status);
      const { sha256 } = verdict;
      const detail = describeVerdictForLog(verdict);
      await recordStep({
        event: "verdict",
        artefact: "verdict",
        outcome: "whole",
        bytes: bytes.length,
        sha256,
        detail,
      });
      return verdict;
    };
    const { ticket = null, purpose = null } = (await findPurpose(person.sessionId, srId)) ?? {};
    const provider = describeEnvironment(settings().provider);
    const logKey = await currentVerifierKey();
    const call = { person, srId, evidenceId, ticket, purpose, provider, logKey };
    return jsonResponse(dossierPartsSchema, await answerParts(call, order, { request: signatureRequest, judge }));
  },
);
