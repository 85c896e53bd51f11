import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { toUpstreamError } from "./connection-error.ts";
import type { Deadline } from "./deadline.ts";
import type { UpstreamResponse } from "./send-request.ts";
import { UpstreamError } from "./upstream-error.ts";

export function tooLargeError(maxBytes: number): UpstreamError {
  return new UpstreamError(
    "provider_too_large",
    "too_large",
    `The provider's response exceeds the limit of ${maxBytes} bytes. Raise the limit if this size is expected.`,
  );
}

export const lengthMismatchError = () =>
  new UpstreamError(
    "provider_invalid",
    "length",
    "The provider's response is shorter or longer than announced. Try again later.",
  );

/** @throws UpstreamError `provider_too_large`, `provider_invalid` (truncated, wrong length), `provider_timeout` */
export async function readUpstreamBody(
  response: Pick<UpstreamResponse, "body" | "announcedBytes" | "hasExcessBytes">,
  maxBytes: number,
  deadline: Deadline,
): Promise<Buffer> {
  const { body, announcedBytes } = response;
  try {
    if (announcedBytes !== null && announcedBytes > maxBytes) throw tooLargeError(maxBytes);
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw tooLargeError(maxBytes);
      chunks.push(chunk);
    }
    await nextTurn();
    if ((announcedBytes !== null && announcedBytes !== sizeBytes) || response.hasExcessBytes())
      throw lengthMismatchError();
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, sizeBytes);
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : toUpstreamError(error, "body");
  } finally {
    body.destroy();
  }
}
