import "server-only";
import { ProblemError } from "#lib/problem";

const maxJsonBytes = 16_384;

/** Buffers at most `maxBytes`. @throws ProblemError `invalid_request` for a larger body, whose rest stays unread */
export async function readTextBody(request: Request, maxBytes: number): Promise<string> {
  if (request.body === null) return "";
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    sizeBytes += part.value.length;
    if (sizeBytes > maxBytes) {
      // Another copy of this request may still be read, so cancelling is not awaited.
      reader.cancel().catch(() => undefined);
      throw new ProblemError("invalid_request", `The request body is too large. Send at most ${maxBytes} bytes.`);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, sizeBytes).toString("utf8");
}

/** @throws ProblemError `invalid_request` if the body is larger than `maxBytes` or is not JSON */
export async function readJsonBody(request: Request, maxBytes = maxJsonBytes): Promise<unknown> {
  const text = await readTextBody(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError("invalid_request", "The request body isn't valid JSON. Check its syntax.");
  }
}
