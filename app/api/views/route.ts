import { jsonResponse } from "#lib/http/json-response";
import { readJsonBody } from "#lib/http/read-body";
import { protectedRoute, protectedRoutes } from "#lib/route/protected-route";
import { listViews, readerOf } from "#lib/saved-views/list-view";
import { parseViews } from "#lib/saved-views/parse-body";
import { keepViews } from "#lib/saved-views/person-store";
import { viewListSchema } from "#lib/saved-views/schema";

/** Counts and saved views hold no signature request, so reading them has no entry in the log. */
const read = protectedRoute(
  { roles: ["reviewer"], personalData: "none", event: "setting_changed", recordsItself: true, isAct: false },
  async ({ person }) => jsonResponse(viewListSchema, await listViews(readerOf(person))),
);

const write = protectedRoute(
  { roles: ["reviewer"], personalData: "none", method: "PUT", event: "setting_changed", recordsItself: true },
  async ({ request, person, recordStep }) => {
    const views = parseViews(await readJsonBody(request));
    // A view's name is the person's own text, so the log has the number only.
    await recordStep({ detail: { setting: "views", count: views.length } });
    await keepViews(person.subject, views);
    return jsonResponse(viewListSchema, await listViews(readerOf(person)));
  },
);

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoutes(read, write);
