import "server-only";
import { createHash } from "node:crypto";
import { bodyResponse } from "#lib/http/body-response";
import { log } from "#lib/observability/log";
import type { ProviderResponse } from "#lib/provider/client";
import { toUpstreamError } from "#lib/upstream/connection-error";
import { cancelledError } from "#lib/upstream/upstream-error";
import { type BufferedPrefix, bufferSmallBody } from "./buffer-body.ts";
import type { ReleaseContext } from "./outcome.ts";
import { streamRelease } from "./stream-body.ts";

/** The media type is fixed per artefact, regardless of the provider's `Content-Type`. */
export type ReleaseOptions = {
  contentType: "application/json" | "application/zip" | "application/jwt";
  fileName: string;
  call: ReleaseContext;
};

/** `nosniff`, the policy and `no-store` are on every response and are not repeated here. */
export function evidenceHeaders(contentType: string, fileName: string): Record<string, string> {
  return {
    "Content-Type": contentType,
    "Content-Disposition": `attachment; filename="${fileName}"`,
  };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Releases a provider response unchanged and logs its outcome durably before the last byte leaves.
 * Bodies up to 1 MiB are buffered and carry `X-Evidence-Sha256`; larger ones stream and are reset when the provider fails.
 * @throws ProblemError before any byte is released
 */
export async function releaseResponse(
  response: ProviderResponse,
  { contentType, fileName, call }: ReleaseOptions,
): Promise<Response> {
  const headers = evidenceHeaders(contentType, fileName);
  try {
    const beginning = await begin(response, call);
    if (!beginning.isWhole)
      return bodyResponse(streamRelease(response, beginning, call), withSize(headers, response.announcedBytes));
    const { bytes } = beginning;
    response.deadline.end();
    const sha256 = sha256Of(bytes);
    await call.recordOutcome({ outcome: "whole", bytes: bytes.length, sha256 });
    return bodyResponse(bytes, { ...headers, "X-Evidence-Sha256": sha256 });
  } catch (error) {
    response.body.destroy();
    response.deadline.end();
    throw error;
  }
}

/** @throws ProblemError describing the connection failure or the client's disconnect */
async function begin(response: ProviderResponse, call: ReleaseContext): Promise<BufferedPrefix> {
  try {
    return await bufferSmallBody(response);
  } catch (error) {
    if (call.signal.aborted) {
      await call
        .recordOutcome({ outcome: "broken_off_by_client", bytes: 0, sha256: null })
        .catch(() => log().error({ requestId: call.requestId }, "the outcome of a release could not be recorded"));
      throw cancelledError();
    }
    throw response.deadline.signal.aborted ? response.deadline.signal.reason : toUpstreamError(error, "body");
  }
}

/** Next drops `Content-Length`; our server restores it from this header. */
function withSize(headers: Record<string, string>, sizeBytes: number | null): Record<string, string> {
  return sizeBytes === null ? headers : { ...headers, "X-Evidence-Bytes": String(sizeBytes) };
}
