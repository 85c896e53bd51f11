import { describeFilter, readFilterText } from "#lib/audit/store";
import { settings } from "#lib/env";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { describeEnvironment } from "#lib/provider/environment";
import { describePrint } from "#lib/report/describe-print";
import { printSchema } from "#lib/report/schema";
import { protectedRoute } from "#lib/route/protected-route";

/** Records a printed part of the access log before the print dialog opens: `{ filter }`, as the address of `/api/audit` has it. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["auditor", "admin"], personalData: "log", method: "POST", event: "print", recordsItself: true },
  async ({ request, person, recordStep }) => {
    const { filter = "" } = ((await readJsonBody(request)) ?? {}) as { filter?: unknown };
    const shown = describeFilter(readFilterText(filter));
    const atMs = Date.now();
    const { sequence: logEntry } = await recordStep({ detail: { view: "log", ...shown } });
    const environment = describeEnvironment(settings().provider);
    return jsonResponse(printSchema, await describePrint(person, environment, { logEntry, atMs }));
  },
);
