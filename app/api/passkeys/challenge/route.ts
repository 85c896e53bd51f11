import { jsonResponse } from "#lib/http/json-response";
import { beginEnrolment } from "#lib/passkey/enrol";
import { creationOptionsSchema } from "#lib/passkey/schema";
import { protectedRoute } from "#lib/route/protected-route";

/** Begins adding a passkey; nothing is recorded before it is added. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "none", method: "POST", event: "setting_changed", recordsItself: true },
  async ({ person }) => jsonResponse(creationOptionsSchema, await beginEnrolment(person)),
);
