import { revokePasskey } from "#lib/passkey/revoke";
import { protectedRoute } from "#lib/route/protected-route";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "none", method: "DELETE", event: "setting_changed", recordsItself: true },
  async ({ person, params: { passkeyId = "" }, recordTogether }) => {
    await revokePasskey(person, passkeyId, (detail, work) => recordTogether({ detail }, work));
    return new Response(null, { status: 204 });
  },
);
