import "server-only";
import { fetchBody, openResponse, type ProviderResponse } from "#lib/provider/client";
import { evidenceRequest } from "#lib/provider/evidence-request";

/**
 * The evidence JWT as the provider sends it, streaming.
 * @throws ProblemError with a code of the contract
 */
export function openToken(srId: string, evidenceId: string, signal: AbortSignal): Promise<ProviderResponse> {
  return openResponse(evidenceRequest("token", srId, evidenceId, signal));
}

/**
 * The same bytes held whole, for the verdict. They may be a compact JWS or a JSON string that holds one: the
 * provider's bytes are never rewritten here.
 * @throws ProblemError with a code of the contract
 */
export function fetchToken(srId: string, evidenceId: string, signal: AbortSignal): Promise<Buffer> {
  return fetchBody(evidenceRequest("token", srId, evidenceId, signal));
}
