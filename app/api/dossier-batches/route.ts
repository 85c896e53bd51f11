import { dossierBatchesSchema, dossierBatchSchema } from "#lib/dossier/making/schema";
import { askForBatch, listBatches } from "#lib/dossier/several/batches";
import { parseBatchOrder } from "#lib/dossier/several/parse-batch";
import { settings } from "#lib/env";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute, protectedRoutes } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

const read = protectedRoute(
  { roles: ["reviewer"], personalData: "decisions", event: "dossier_batch", recordsItself: true, isAct: false },
  async ({ person }) => jsonResponse(dossierBatchesSchema, { batches: await listBatches(person) }),
);

/** Asks a second person to confirm several dossiers. */
const write = protectedRoute(
  { roles: ["reviewer"], personalData: "decisions", method: "POST", event: "dossier_batch", recordsItself: true },
  async ({ request, person, signal, recordTogether }) => {
    const order = parseBatchOrder(await readJsonBody(request), settings().dossier.perDay);
    for (const { srId, evidenceId } of order.cases) await requireEvidence(srId, evidenceId, signal);
    return jsonResponse(dossierBatchSchema, await askForBatch(person, order, recordTogether), { status: 201 });
  },
);

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoutes(read, write, "POST");
