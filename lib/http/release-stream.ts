import "server-only";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { settings } from "#lib/env";
import type { Answer } from "#lib/provider/client";
import { tooLarge, wrongLength } from "#lib/provider/collect";
import { readLineError } from "#lib/provider/read-line-error";
import { echoFault } from "./collect-small.ts";
import { createEchoFinder } from "./find-echo.ts";
import { log } from "./log.ts";
import type { ProblemCode } from "./problem.ts";
import type { ReleaseAccount } from "./release-account.ts";

/** Handed on before the client asked for it; beyond that the provider has to wait. */
const readAheadBytes = 256 * 1024;

/** Resets the client's connection. Next prints unknown errors of a stream; by this name it takes it for what it is. */
function resetReason(): Error {
  const error = new Error("The answer could not be brought to its end.");
  error.name = "AbortError";
  return error;
}

/**
 * A large body on its way to the client: hashed, counted, bounded, with back-pressure. The last chunk is withheld until
 * the outcome is durable, so "whole" at the client means "whole" in the access log. It fails, so that the client's
 * connection is reset, when it cannot be brought to its end; whoever sends it destroys it when the client is gone.
 * @param beginning what was read already
 */
export function createReleaseStream(answer: Answer, beginning: { chunks: Buffer[] }, call: ReleaseAccount): Readable {
  const { body, announcedBytes, maxBytes, deadline } = answer;
  const hash = settings().leftOut.has("hash") ? null : createHash("sha256");
  const repeatsSecret = createEchoFinder(answer.secrets);
  let sizeBytes = 0;
  let handedOnBytes = 0;
  let held: Buffer | null = null;
  let ended = false;

  const release = new Readable({
    highWaterMark: readAheadBytes,
    read() {
      if (ended) return;
      deadline.resume();
      body.resume();
    },
    destroy(error, callback) {
      // Only the sender destroys what has not ended: the client is gone.
      void breakOff("broken_off_by_client");
      callback(error);
    },
  });

  const handOn = (chunk: Buffer) => {
    handedOnBytes += chunk.length;
    release.push(chunk);
  };

  /** Lets go of the provider at once, writes down how it ended, then lets the client know. */
  async function finish(outcome: Parameters<ReleaseAccount["recordOutcome"]>[0], close: () => void): Promise<void> {
    if (ended) return;
    ended = true;
    body.destroy();
    deadline.end();
    try {
      await call.recordOutcome(outcome);
    } catch {
      log().error(
        { requestId: call.requestId, outcome: outcome.outcome },
        "the outcome of a release could not be recorded",
      );
      release.destroy(resetReason());
      return;
    }
    close();
  }

  const breakOff = (outcome: "broken_off_by_provider" | "broken_off_by_client", code?: ProblemCode) =>
    finish({ outcome, bytes: handedOnBytes, sha256: null, ...(code ? { code } : {}) }, () => {
      release.destroy(resetReason());
    });

  const fail = (error: unknown) => {
    const fault = readLineError(deadline.signal.aborted ? deadline.signal.reason : error, "body");
    if (fault.reason === "cancelled") return breakOff("broken_off_by_client");
    return breakOff("broken_off_by_provider", fault.code);
  };

  const onData = (chunk: Buffer) => {
    if (ended) return;
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) return void fail(tooLarge(maxBytes));
    if (repeatsSecret(chunk)) return void fail(echoFault());
    hash?.update(chunk);
    if (held) handOn(held);
    held = chunk;
    // With an announced size only the very last chunk has to wait.
    if (announcedBytes !== null && sizeBytes < announcedBytes) {
      handOn(held);
      held = null;
    }
    if (release.readableLength < readAheadBytes) return;
    body.pause();
    deadline.pause();
  };

  const onEnd = async () => {
    await nextTurn();
    if (ended) return;
    if ((announcedBytes !== null && announcedBytes !== sizeBytes) || answer.hasSurplus()) return fail(wrongLength());
    const last = held;
    return finish({ outcome: "whole", bytes: sizeBytes, sha256: hash?.digest("hex") ?? null }, () => {
      if (last) handOn(last);
      release.push(null);
    });
  };

  if (body.errored || body.destroyed) void fail(body.errored ?? wrongLength());
  for (const chunk of beginning.chunks) onData(chunk);
  body.on("data", onData).on("end", onEnd).on("error", fail);
  // A body that closes without an end or an error was destroyed by somebody: never a clean end.
  body.on("close", () => void (ended || body.readableEnded || fail(wrongLength())));
  return release;
}
