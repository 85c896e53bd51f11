import "server-only";
import { openResponse, type ProviderResponse } from "#lib/provider/client";
import { evidenceRequest } from "#lib/provider/evidence-request";

/** Streams the evidence JSON from the provider. @throws ProblemError with a code of the contract */
export function openRecord(srId: string, evidenceId: string, signal: AbortSignal): Promise<ProviderResponse> {
  return openResponse(evidenceRequest("record", srId, evidenceId, signal));
}
