import { makeFirstContactReport } from "#lib/diagnostics/first-contact";
import { readIds } from "#lib/diagnostics/read-ids";
import { runAlone } from "#lib/diagnostics/run-alone";
import { firstContactSchema } from "#lib/diagnostics/schema";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["admin"],
    personalData: "shapes",
    event: "connection_check",
    method: "POST",
    ids: readIds,
    detail: () => ({ asked: "first_contact", shownToPerson: false }),
  },
  async ({ params: { srId = "", evidenceId = "" }, signal, recordStep }) =>
    runAlone(async () => {
      await requireEvidence(srId, evidenceId, signal);
      return jsonResponse(firstContactSchema, {
        text: await makeFirstContactReport({ srId, evidenceId, signal }, recordStep),
      });
    }),
);
