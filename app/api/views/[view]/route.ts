import type { AuditDetail } from "#lib/audit/model";
import { computeSearchDigest } from "#lib/audit/record-event";
import { addOwnOutcomes } from "#lib/decision/own-outcomes";
import { bodyResponse } from "#lib/http/body-response";
import { encodeJson } from "#lib/http/json-response";
import { parameters } from "#lib/paths";
import { sha256Of } from "#lib/release/release-response";
import { protectedRoute } from "#lib/route/protected-route";
import { listView, readerOf, readViewRequest } from "#lib/saved-views/list-view";
import { viewPageSchema } from "#lib/saved-views/schema";

const searchOf = (request: Request) => new URL(request.url).searchParams.get(parameters.search)?.trim() ?? "";
const viewOf = (request: Request) => new URL(request.url).pathname.split("/").at(-1) ?? "";

/** A page of a view: signature requests with what this installation knows of their evidence. It opens no evidence. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["reviewer"],
    personalData: "requests",
    event: (request) => (searchOf(request) ? "search" : "list_read"),
    // The search text may be a name, so the log stores only a keyed digest.
    detail: (request): AuditDetail => {
      const text = searchOf(request);
      return { view: viewOf(request), ...(text ? { searchHmac: computeSearchDigest(text) } : {}) };
    },
  },
  async ({ request, person, params: { view = "" }, signal, recordOutcome }) => {
    const reader = readerOf(person);
    const page = await listView(await readViewRequest(view, request, reader.subject), { reader, signal });
    const items = await addOwnOutcomes(page.items, reader.subject);
    const body = encodeJson(viewPageSchema, { ...page, items });
    await recordOutcome({ outcome: "whole", bytes: body.length, sha256: sha256Of(body) });
    return bodyResponse(body, { "Content-Type": "application/json" });
  },
);
