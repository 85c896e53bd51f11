import { bodyResponse } from "#lib/http/body-response";
import { encodeJson } from "#lib/http/json-response";
import { sha256Of } from "#lib/release/release-response";
import { protectedRoute } from "#lib/route/protected-route";
import { fetchSignatureRequest } from "#lib/signature-request/gateway";
import { signatureRequestSchema } from "#lib/signature-request/schema";

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = protectedRoute(
  { roles: ["reviewer"], personalData: "request", event: "request_read" },
  async ({ params: { srId = "" }, signal, recordOutcome }) => {
    const body = encodeJson(signatureRequestSchema, await fetchSignatureRequest(srId, signal));
    await recordOutcome({ outcome: "whole", bytes: body.length, sha256: sha256Of(body) });
    return bodyResponse(body, { "Content-Type": "application/json" });
  },
);
