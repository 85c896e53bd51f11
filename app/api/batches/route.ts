import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { parseBatch } from "#lib/queue/parse-batch";
import { batchSchema } from "#lib/queue/schema";
import { protectedRoute } from "#lib/route/protected-route";

/** Records that a person checks several cases at once. Each check then goes through its own calls, which are recorded. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["reviewer"],
    personalData: "none",
    method: "POST",
    event: "batch",
    detail: async (request) => {
      const cases = parseBatch(await readJsonBody(request.clone()));
      return { cases: cases.length, requests: new Set(cases.map(({ srId }) => srId)).size };
    },
  },
  async ({ request }) => jsonResponse(batchSchema, { count: parseBatch(await readJsonBody(request)).length }),
);
