import { jsonResponse } from "#lib/http/json-response";
import { roles } from "#lib/person";
import { protectedRoute } from "#lib/route/protected-route";
import { listOwnSessions } from "#lib/session/own-sessions";
import { ownSessionsSchema } from "#lib/session/schema";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles, personalData: "own_accesses", event: "log_read", detail: () => ({ view: "sessions" }) },
  async ({ person }) => jsonResponse(ownSessionsSchema, { items: await listOwnSessions(person) }),
);
