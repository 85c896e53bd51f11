import "server-only";
import { fetchAnswer } from "#lib/provider/client";
import { evidenceQuestion } from "#lib/provider/evidence-question";
import { readStatusAnswer, type StatusAnswer } from "./model.ts";

/**
 * The status of an identification: normalised, the provider's body beside it.
 * @returns `body` is the provider's bytes as they came
 * @throws ProblemError with a code of the contract
 */
export async function fetchStatus(
  srId: string,
  evidenceId: string,
  signal: AbortSignal,
): Promise<{ answer: StatusAnswer; body: Buffer }> {
  const body = await fetchAnswer(evidenceQuestion("status", srId, evidenceId, signal));
  return { answer: readStatusAnswer(body), body };
}
