import { readClientAddress } from "#lib/http/request-metadata";
import { roles } from "#lib/person";
import { protectedRoute } from "#lib/route/protected-route";
import { endOwnSession } from "#lib/session/own-sessions";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles, personalData: "none", event: "session_ended", recordsItself: true, method: "DELETE" },
  async ({ person, params: { sessionId = "" }, request, requestId }) => {
    await endOwnSession(person, sessionId, { requestId, address: readClientAddress(request.headers) });
    return new Response(null, { status: 204 });
  },
);
