import { dossierBatchSchema } from "#lib/dossier/making/schema";
import { answerBatch } from "#lib/dossier/several/batches";
import { parseAnswer } from "#lib/dossier/several/parse-batch";
import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute } from "#lib/route/protected-route";

/** A second person confirms or refuses several dossiers; the person who asked withdraws them. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "decisions", method: "POST", event: "dossier_batch", recordsItself: true },
  async ({ request, person, params: { batch = "" }, recordTogether }) => {
    const answer = parseAnswer(await readJsonBody(request));
    return jsonResponse(dossierBatchSchema, await answerBatch(person, batch, answer, recordTogether));
  },
);
