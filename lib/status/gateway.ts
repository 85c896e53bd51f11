import "server-only";
import { settings } from "#lib/env";
import { fetchBody } from "#lib/provider/client";
import { evidenceRequest } from "#lib/provider/evidence-request";
import { parseStatusResponse } from "./parse-status-response.ts";
import type { StatusResponse } from "./schema.ts";
import { recordUnmappedWord } from "./unmapped-words.ts";

/** Fetches the status and normalises it. Throws ProblemError with a code of the contract. */
export async function fetchStatus(
  srId: string,
  evidenceId: string,
  signal: AbortSignal,
): Promise<{ response: StatusResponse; body: Buffer }> {
  const body = await fetchBody(evidenceRequest("status", srId, evidenceId, signal));
  const response = parseStatusResponse(body, settings().provider.statusWords);
  recordUnmappedWord(response);
  return { response, body };
}
