import { maxManifestBytes } from "#lib/dossier/check-manifest";
import { parseClaim } from "#lib/dossier/making/parse-order";
import { recordDossier } from "#lib/dossier/making/record-dossier";
import { recordedDossierSchema } from "#lib/dossier/making/schema";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute } from "#lib/route/protected-route";
import { requireEvidence } from "#lib/signature-request/gateway";

/** A manifest in JSON: each line feed takes two bytes; the rest is more than the other members need. */
const maxBodyBytes = 2 * maxManifestBytes;

/** Records a dossier whose files the browser made, and answers what proves it. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", method: "POST", event: "dossier", recordsItself: true },
  async ({ request, person, signal, recordTogether, params: { srId = "", evidenceId = "" } }) => {
    const claim = parseClaim(await readJsonBody(request, maxBodyBytes));
    await requireEvidence(srId, evidenceId, signal);
    const call = { person, srId, evidenceId };
    return jsonResponse(recordedDossierSchema, await recordDossier(call, claim, recordTogether), { status: 201 });
  },
);
