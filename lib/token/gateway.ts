import "server-only";
import { fetchBody, openResponse, type ProviderResponse } from "#lib/provider/client";
import { evidenceRequest } from "#lib/provider/evidence-request";

/** Streams the evidence JWT from the provider. @throws ProblemError with a code of the contract */
export function openToken(srId: string, evidenceId: string, signal: AbortSignal): Promise<ProviderResponse> {
  return openResponse(evidenceRequest("token", srId, evidenceId, signal));
}

/**
 * Reads the evidence JWT into memory for the verdict, as a compact JWS or a JSON string, with unchanged bytes.
 * @throws ProblemError with a code of the contract
 */
export function fetchToken(srId: string, evidenceId: string, signal: AbortSignal): Promise<Buffer> {
  return fetchBody(evidenceRequest("token", srId, evidenceId, signal));
}
