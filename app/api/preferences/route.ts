import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute, protectedRoutes } from "#lib/route/protected-route";
import { parsePreferences } from "#lib/saved-views/parse-body";
import { findPreferences, keepPreferences } from "#lib/saved-views/person-store";
import { preferencesSchema } from "#lib/saved-views/schema";

const read = protectedRoute(
  { roles: ["reviewer"], personalData: "none", event: "setting_changed", recordsItself: true, isAct: false },
  async ({ person }) => jsonResponse(preferencesSchema, await findPreferences(person.subject)),
);

/** Recorded before it takes effect; the same value again changes nothing and has no entry. */
const write = protectedRoute(
  { roles: ["reviewer"], personalData: "none", method: "PUT", event: "setting_changed", recordsItself: true },
  async ({ request, person, recordStep }) => {
    const preferences = parsePreferences(await readJsonBody(request));
    const before = await findPreferences(person.subject);
    if (before.checkWhenOpened !== preferences.checkWhenOpened)
      await recordStep({ detail: { setting: "check_when_opened", value: preferences.checkWhenOpened } });
    await keepPreferences(person.subject, preferences);
    return jsonResponse(preferencesSchema, preferences);
  },
);

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoutes(read, write);
