import { jsonResponse } from "#lib/http/json-response";
import { protectedRoute } from "#lib/route/protected-route";
import { seenWordsSchema } from "#lib/status/schema";
import { listUnmappedWords } from "#lib/status/unmapped-words";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["admin"],
    personalData: "none",
    event: "connection_check",
    detail: () => ({ asked: "status_words" }),
  },
  async () => jsonResponse(seenWordsSchema, await listUnmappedWords()),
);
