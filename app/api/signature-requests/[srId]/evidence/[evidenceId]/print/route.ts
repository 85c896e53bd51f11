import { settings } from "#lib/env";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { describeEnvironment } from "#lib/provider/environment";
import { describePrint } from "#lib/report/describe-print";
import { parsePrintOrder } from "#lib/report/print-order";
import { printSchema } from "#lib/report/schema";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

/** Records a printed report before the print dialog opens. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", method: "POST", event: "print", recordsItself: true },
  async ({ request, person, signal, recordStep, params: { srId = "", evidenceId = "" } }) => {
    const order = parsePrintOrder(await readJsonBody(request));
    await requireEvidence(srId, evidenceId, signal);
    const atMs = Date.now();
    const { sequence: logEntry } = await recordStep({ detail: order });
    const environment = describeEnvironment(settings().provider);
    return jsonResponse(printSchema, await describePrint(person, environment, { logEntry, atMs }));
  },
);
