import "server-only";
import { openResponse, type ProviderResponse } from "#lib/provider/client";
import { evidenceRequest } from "#lib/provider/evidence-request";

/**
 * The archive of all evidence files as the provider sends it, streaming.
 * @throws ProblemError with a code of the contract
 */
export function openFiles(srId: string, evidenceId: string, signal: AbortSignal): Promise<ProviderResponse> {
  return openResponse(evidenceRequest("files", srId, evidenceId, signal));
}
