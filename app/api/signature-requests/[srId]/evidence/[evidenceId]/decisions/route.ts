import { confirmDecision } from "#lib/decision/confirm-decision";
import { listDecisions } from "#lib/decision/list-decisions";
import { decisionListSchema } from "#lib/decision/schema";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { findPurpose } from "#lib/purpose/store";
import { protectedRoute, protectedRoutes } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

const read = protectedRoute(
  {
    roles: ["reviewer", "auditor", "admin"],
    personalData: "decisions",
    event: "decision",
    recordsItself: true,
    isAct: false,
  },
  async ({ person, params: { srId = "", evidenceId = "" } }) =>
    jsonResponse(decisionListSchema, await listDecisions({ srId, evidenceId }, person)),
);

/** Records a decision with its entry in the log: a prepared one, or one in a single step where no passkey is required. */
const write = protectedRoute(
  { roles: ["reviewer"], personalData: "request", method: "POST", event: "decision", recordsItself: true },
  async ({ request, person, signal, params: { srId = "", evidenceId = "" }, recordTogether }) => {
    const body = await readJsonBody(request);
    await requireEvidence(srId, evidenceId, signal);
    const { ticket = null, purpose = null } = (await findPurpose(person.sessionId, srId)) ?? {};
    const call = { person, srId, evidenceId, ticket, purpose };
    await confirmDecision(call, body, (detail, work) => recordTogether({ detail }, work));
    return jsonResponse(decisionListSchema, await listDecisions({ srId, evidenceId }, person));
  },
);

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoutes(read, write, "POST");
