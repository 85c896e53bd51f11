import "server-only";
import { ProblemError } from "#lib/problem";

/** Largest JSON body of a request, in bytes. */
const maxJsonBytes = 16_384;

/**
 * A request's body as text, never holding more than `maxBytes` of it.
 * @throws ProblemError `invalid_request` when it is larger; the rest is not read
 */
export async function readTextBody(request: Request, maxBytes: number): Promise<string> {
  if (request.body === null) return "";
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    sizeBytes += part.value.length;
    if (sizeBytes > maxBytes) {
      // A copy of this request may be read elsewhere; its end need not be waited for.
      reader.cancel().catch(() => undefined);
      throw new ProblemError("invalid_request", "The request's body is too large.");
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, sizeBytes).toString("utf8");
}

/**
 * The body of a small request as JSON.
 * @throws ProblemError `invalid_request` when it is too large, or no JSON
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readTextBody(request, maxJsonBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError("invalid_request", "The body must be JSON.");
  }
}
