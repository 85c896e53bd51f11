import "server-only";
import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { settings } from "#lib/env";
import type { StreamingBody } from "#lib/http/direct-body";
import { log } from "#lib/observability/log";
import type { ProviderResponse } from "#lib/provider/client";
import { createCredentialScanner } from "#lib/provider/credential-scanner";
import { toUpstreamError } from "#lib/upstream/connection-error";
import { lengthMismatchError, tooLargeError } from "#lib/upstream/read-body";
import { credentialEchoError } from "./buffer-body.ts";
import type { ReleaseContext } from "./outcome.ts";

type Ending = Parameters<ReleaseContext["recordOutcome"]>[0];

/**
 * Streams a large body: hashed, counted, size-limited, with back-pressure. The last chunk waits until the outcome is durable, so a
 * complete download is always logged as `whole`; incomplete bodies are reset.
 * @param beginning the chunks read so far
 */
export function streamRelease(
  response: ProviderResponse,
  beginning: { chunks: Buffer[] },
  call: ReleaseContext,
): StreamingBody {
  const { body, announcedBytes, maxBytes, deadline } = response;
  const repeatsSecret = createCredentialScanner(response.secrets);
  const hash = settings().leftOut.has("hash") ? null : createHash("sha256");
  let destination: Writable | null = null;
  let reset = () => {};
  let sizeBytes = 0;
  let handedOnBytes = 0;
  let current: Buffer | null = null;
  let ended = false;

  async function finish(ending: Ending, close: () => void): Promise<void> {
    if (ended) return;
    ended = true;
    body.destroy();
    deadline.end();
    try {
      await call.recordOutcome(ending);
    } catch {
      const { outcome } = ending;
      log().error({ requestId: call.requestId, outcome }, "the outcome of a release could not be recorded");
      reset();
      return;
    }
    close();
  }

  function breakOff(outcome: "broken_off_by_provider" | "broken_off_by_client", code?: Ending["code"]): Promise<void> {
    return finish({ outcome, bytes: handedOnBytes, sha256: null, ...(code ? { code } : {}) }, () => reset());
  }

  function fail(error: unknown): Promise<void> {
    const fault = toUpstreamError(deadline.signal.aborted ? deadline.signal.reason : error, "body");
    return fault.reason === "cancelled"
      ? breakOff("broken_off_by_client")
      : breakOff("broken_off_by_provider", fault.code);
  }

  function goOn(): void {
    if (ended || destination === null || destination.writableNeedDrain) return;
    deadline.resume();
    body.resume();
  }

  function handOn(chunk: Buffer): void {
    handedOnBytes += chunk.length;
    destination?.write(chunk);
  }

  function onData(chunk: Buffer): void {
    if (ended) return;
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) return void fail(tooLargeError(maxBytes));
    if (repeatsSecret(chunk)) return void fail(credentialEchoError());
    hash?.update(chunk);
    if (current) handOn(current);
    current = chunk;
    // If the size is announced, only the last chunk must wait.
    if (announcedBytes !== null && sizeBytes < announcedBytes) {
      handOn(current);
      current = null;
    }
    if (!destination?.writableNeedDrain) return;
    body.pause();
    deadline.pause();
  }

  async function onEnd(): Promise<void> {
    await nextTurn();
    if (ended) return;
    if ((announcedBytes !== null && announcedBytes !== sizeBytes) || response.hasExcessBytes())
      return fail(lengthMismatchError());
    const last = current;
    return finish({ outcome: "whole", bytes: sizeBytes, sha256: hash?.digest("hex") ?? null }, () => {
      if (last) handOn(last);
      destination?.end();
    });
  }

  return {
    sendTo(to, breakConnection) {
      destination = to;
      reset = breakConnection;
      if (ended) return reset();
      if (body.errored || body.destroyed) return void fail(body.errored ?? lengthMismatchError());
      destination.on("drain", goOn);
      for (const chunk of beginning.chunks) onData(chunk);
      body.on("data", onData).on("end", onEnd).on("error", fail);
      // Closing without `end` or `error` means the body was destroyed, so it is not complete.
      body.on("close", () => void (ended || body.readableEnded || fail(lengthMismatchError())));
    },
    abandon: () => void breakOff("broken_off_by_client"),
  };
}
