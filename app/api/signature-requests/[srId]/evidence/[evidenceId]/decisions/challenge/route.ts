import { parseDraft } from "#lib/decision/parse-draft";
import { prepareDecision } from "#lib/decision/record-decision";
import { challengeSchema } from "#lib/decision/schema";
import { settings } from "#lib/env";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { findPurpose } from "#lib/purpose/store";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

/** Prepares a decision for the person to confirm; nothing is recorded. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", method: "POST", event: "decision", recordsItself: true },
  async ({ request, person, signal, params: { srId = "", evidenceId = "" } }) => {
    const draft = parseDraft(await readJsonBody(request), settings().decision.reasons);
    await requireEvidence(srId, evidenceId, signal);
    const { ticket = null, purpose = null } = (await findPurpose(person.sessionId, srId)) ?? {};
    return jsonResponse(challengeSchema, await prepareDecision({ person, srId, evidenceId, ticket, purpose }, draft));
  },
);
