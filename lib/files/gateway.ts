import "server-only";
import { openResponse, type ProviderResponse } from "#lib/provider/client";
import { evidenceRequest } from "#lib/provider/evidence-request";

/** Streams the archive of all evidence files from the provider. @throws ProblemError with a contract code */
export function openFiles(srId: string, evidenceId: string, signal: AbortSignal): Promise<ProviderResponse> {
  return openResponse(evidenceRequest("files", srId, evidenceId, signal));
}
