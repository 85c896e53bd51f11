import "server-only";
import { ProblemError } from "./problem.ts";

const maxCharacters = 16_384;

/**
 * The body of a small request as JSON.
 * @throws ProblemError `invalid_request` when it is too large, or no JSON
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > maxCharacters) throw new ProblemError("invalid_request", "The body is too large.");
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError("invalid_request", "The body must be JSON.");
  }
}
