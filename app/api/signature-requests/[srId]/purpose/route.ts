import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { purposeSchema } from "#lib/purpose/schema";
import { parsePurpose, storePurpose } from "#lib/purpose/store";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["reviewer"],
    personalData: "none",
    method: "POST",
    event: "purpose_confirmed",
    purpose: async (request) => parsePurpose(await readJsonBody(request.clone())),
    detail: async (request) => ({ source: parsePurpose(await readJsonBody(request.clone())).source }),
  },
  async ({ request, person, params: { srId = "" } }) => {
    const { ticket, purpose } = parsePurpose(await readJsonBody(request));
    await storePurpose(person.sessionId, srId, { ticket, purpose });
    return jsonResponse(purposeSchema, { ticket, purpose });
  },
);
