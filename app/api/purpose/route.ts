import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { purposeSchema } from "#lib/purpose/schema";
import { listPurpose, parsePurpose, storePurpose } from "#lib/purpose/store";
import { protectedRoute } from "#lib/route/protected-route";

/** Confirms the purpose of lists and searches. It opens no signature request and no evidence. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["reviewer"],
    personalData: "none",
    method: "POST",
    event: "purpose_confirmed",
    purpose: async (request) => parsePurpose(await readJsonBody(request.clone())),
    detail: async (request) => ({
      source: parsePurpose(await readJsonBody(request.clone())).source,
      scope: "lists_and_searches",
    }),
  },
  async ({ request, person }) => {
    const { ticket, purpose } = parsePurpose(await readJsonBody(request));
    await storePurpose(person.sessionId, listPurpose, { ticket, purpose });
    return jsonResponse(purposeSchema, { ticket, purpose });
  },
);
