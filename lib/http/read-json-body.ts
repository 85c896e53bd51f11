import "server-only";
import { ProblemError } from "#lib/problem";
import { readSmallBody } from "./read-body.ts";

const maxBytes = 16_384;

/**
 * The body of a small request as JSON.
 * @throws ProblemError `invalid_request` when it is too large, or no JSON
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readSmallBody(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError("invalid_request", "The body must be JSON.");
  }
}
