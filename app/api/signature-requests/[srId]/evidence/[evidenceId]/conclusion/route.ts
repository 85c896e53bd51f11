import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute } from "#lib/route/protected-route";
import { parseConclusion } from "#lib/saved-views/parse-body";
import { storedConclusionSchema } from "#lib/saved-views/schema";
import { keepConclusion } from "#lib/saved-views/store";

/** Stores the code of the conclusion that a page reached, for views. The releases that led to it have their entries in the log. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "none", method: "POST", event: "verdict", recordsItself: true, isAct: false },
  async ({ request, person, params: { srId = "", evidenceId = "" } }) => {
    const { code, file } = parseConclusion(await readJsonBody(request));
    await keepConclusion({ srId, evidenceId, code, file, subject: person.subject });
    return jsonResponse(storedConclusionSchema, { code, file });
  },
);
