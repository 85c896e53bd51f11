import { sha256Of } from "#lib/http/release";
import { reviewerRoute } from "#lib/http/reviewer-route";
import { fetchSignatureRequests, parseListQuery } from "#lib/signature-request/gateway";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = reviewerRoute(
  {
    roles: ["reviewer"],
    event: (request) => (new URL(request.url).searchParams.get("search")?.trim() ? "search" : "list_read"),
  },
  async ({ request, signal, recordOutcome }) => {
    const page = await fetchSignatureRequests(parseListQuery(new URL(request.url).searchParams), signal);
    const body = Buffer.from(JSON.stringify(page));
    await recordOutcome({ outcome: "whole", bytes: body.length, sha256: sha256Of(body) });
    return new Response(body, { headers: { "Content-Type": "application/json" } });
  },
);
