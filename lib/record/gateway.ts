import "server-only";
import { type Answer, openAnswer } from "#lib/provider/client";
import { evidenceQuestion } from "#lib/provider/evidence-request";

/**
 * The evidence JSON as the provider sends it, streaming.
 * @throws ProblemError with a code of the contract
 */
export function openRecord(srId: string, evidenceId: string, signal: AbortSignal): Promise<Answer> {
  return openAnswer(evidenceQuestion("record", srId, evidenceId, signal));
}
