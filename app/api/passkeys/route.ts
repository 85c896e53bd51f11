import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { enrolPasskey } from "#lib/passkey/enrol";
import { listPasskeys } from "#lib/passkey/list-passkeys";
import { passkeyListSchema } from "#lib/passkey/schema";
import { protectedRoute, protectedRoutes } from "#lib/route/protected-route";

const read = protectedRoute(
  { roles: ["reviewer"], personalData: "none", event: "setting_changed", recordsItself: true, isAct: false },
  async ({ person }) => jsonResponse(passkeyListSchema, await listPasskeys(person)),
);

/** Adds a passkey with its entry in the log. */
const write = protectedRoute(
  { roles: ["reviewer"], personalData: "none", method: "POST", event: "setting_changed", recordsItself: true },
  async ({ request, person, recordTogether }) => {
    const body = await readJsonBody(request);
    await enrolPasskey(person, body, (detail, work) => recordTogether({ detail }, work));
    return jsonResponse(passkeyListSchema, await listPasskeys(person));
  },
);

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoutes(read, write, "POST");
