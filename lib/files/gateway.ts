import "server-only";
import { type Answer, openAnswer } from "#lib/provider/client";
import { evidenceQuestion } from "#lib/provider/evidence-request";

/**
 * The archive of all evidence files as the provider sends it, streaming.
 * @throws ProblemError with a code of the contract
 */
export function openFiles(srId: string, evidenceId: string, signal: AbortSignal): Promise<Answer> {
  return openAnswer(evidenceQuestion("files", srId, evidenceId, signal));
}
