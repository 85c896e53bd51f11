import "server-only";
import { settings } from "#lib/env";
import { fetchAnswer } from "#lib/provider/client";
import { evidenceQuestion } from "#lib/provider/evidence-request";
import { readStatusAnswer } from "./read-status-answer.ts";
import type { StatusAnswer } from "./schema.ts";
import { noteUnmapped } from "./unmapped-words.ts";

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
  const answer = readStatusAnswer(body, settings().provider.statusWords);
  noteUnmapped(answer);
  return { answer, body };
}
