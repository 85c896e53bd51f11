import { parseCompare } from "#lib/compare/parse-compare";
import { compareSchema } from "#lib/compare/schema";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

/** Records that a person compares pictures, which the browser already has. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", method: "POST", event: "compare", recordsItself: true },
  async ({ request, signal, params: { srId = "", evidenceId = "" }, recordStep }) => {
    const { first, second } = parseCompare(await readJsonBody(request));
    await requireEvidence(srId, evidenceId, signal);
    const { sequence } = await recordStep({ detail: { first, second } });
    return jsonResponse(compareSchema, { logEntry: sequence });
  },
);
