import type { AuditDetail } from "#lib/audit/model";
import { computeSearchDigest } from "#lib/audit/record-event";
import { bodyResponse } from "#lib/http/body-response";
import { encodeJson } from "#lib/http/json-response";
import { parameters } from "#lib/paths";
import { sha256Of } from "#lib/release/release-response";
import { protectedRoute } from "#lib/route/protected-route";
import { fetchSignatureRequests, parseListQuery } from "#lib/signature-request/gateway";
import { signatureRequestPageSchema } from "#lib/signature-request/schema";

const searchOf = (request: Request) => new URL(request.url).searchParams.get(parameters.search)?.trim() ?? "";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  {
    roles: ["reviewer"],
    personalData: "requests",
    event: (request) => (searchOf(request) ? "search" : "list_read"),
    // The search text may be a name, so the log stores only a keyed digest.
    detail: (request): AuditDetail => (searchOf(request) ? { searchHmac: computeSearchDigest(searchOf(request)) } : {}),
  },
  async ({ request, signal, recordOutcome }) => {
    const page = await fetchSignatureRequests(parseListQuery(new URL(request.url).searchParams), signal);
    const body = encodeJson(signatureRequestPageSchema, page);
    await recordOutcome({ outcome: "whole", bytes: body.length, sha256: sha256Of(body) });
    return bodyResponse(body, { "Content-Type": "application/json" });
  },
);
