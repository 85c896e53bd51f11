import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ProviderResponse } from "#lib/provider/client";
import { lengthMismatchError, tooLargeError } from "#lib/upstream/read-body";
import { UpstreamError } from "#lib/upstream/upstream-error";

/** Bodies up to this size are buffered completely before the response starts. */
export const maxBufferedBytes = 1024 * 1024;

export type BufferedPrefix = { isWhole: true; bytes: Buffer } | { isWhole: false; chunks: Buffer[]; sizeBytes: number };

function readBeginning({ body, announcedBytes }: ProviderResponse): Promise<BufferedPrefix> {
  if (announcedBytes !== null && announcedBytes > maxBufferedBytes)
    return Promise.resolve({ isWhole: false, chunks: [], sizeBytes: 0 });
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    const stop = () => {
      body.off("data", onData).off("end", onEnd).off("error", onError).off("close", onClose);
    };
    const onData = (chunk: Buffer) => {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes <= maxBufferedBytes) return;
      body.pause();
      stop();
      resolve({ isWhole: false, chunks, sizeBytes });
    };
    const onEnd = () => {
      stop();
      resolve({ isWhole: true, bytes: Buffer.concat(chunks, sizeBytes) });
    };
    const onError = (error: unknown) => {
      stop();
      reject(error);
    };
    const onClose = () => onError(lengthMismatchError());
    body.on("data", onData).on("end", onEnd).on("error", onError).on("close", onClose);
    if (body.errored) onError(body.errored);
  });
}

/** @throws UpstreamError `provider_invalid` or `provider_too_large`; rethrows connection errors unchanged */
export async function bufferSmallBody(response: ProviderResponse): Promise<BufferedPrefix> {
  const beginning = await readBeginning(response);
  const { announcedBytes, maxBytes } = response;
  if (!beginning.isWhole) {
    if (beginning.sizeBytes > maxBytes) throw tooLargeError(maxBytes);
    return beginning;
  }
  const { bytes } = beginning;
  await nextTurn();
  if ((announcedBytes !== null && announcedBytes !== bytes.length) || response.hasExcessBytes())
    throw lengthMismatchError();
  if (bytes.length === 0)
    throw new UpstreamError("provider_invalid", "empty", "The provider's response is empty. Try again later.");
  if (bytes.length > maxBytes) throw tooLargeError(maxBytes);
  if (response.holdsSecret(bytes)) throw credentialEchoError();
  return beginning;
}

export function credentialEchoError(): UpstreamError {
  return new UpstreamError(
    "provider_invalid",
    "echo",
    "The provider's response contains Evidence Desk's credentials and was withheld. Ask the provider.",
  );
}
