import { checkPaths } from "#lib/diagnostics/check-paths";
import { readIds } from "#lib/diagnostics/read-ids";
import { runAlone } from "#lib/diagnostics/run-alone";
import { pathCheckSchema } from "#lib/diagnostics/schema";
import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["admin"], personalData: "shapes", event: "path_check", method: "POST", ids: readIds },
  async ({ params: { srId = "", evidenceId = "" }, signal, recordStep }) => {
    let tried = 0;
    let found = 0;
    let isDone = false;
    try {
      const check = await runAlone(async () => {
        await requireEvidence(srId, evidenceId, signal);
        return checkPaths({ srId, evidenceId, signal }, (count) => {
          tried = count;
        });
      });
      found = check.found === null ? 0 : 1;
      isDone = true;
      return jsonResponse(pathCheckSchema, check);
    } finally {
      const outcome = isDone ? "closed" : signal.aborted ? "broken_off_by_client" : "refused";
      await recordStep({ outcome, detail: { tried, found } });
    }
  },
);
