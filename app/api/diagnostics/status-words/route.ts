import { protectedRoute } from "#lib/route/protected-route";
import { listUnmappedWords } from "#lib/status/unmapped-words";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["admin"], event: "connection_check", detail: () => ({ requested: "status_words" }) },
  async () => Response.json(await listUnmappedWords()),
);
