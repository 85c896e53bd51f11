import "server-only";
import { join } from "node:path";
import { forget, once } from "#lib/database/once";
import { settings } from "#lib/env";
import { DigestThread } from "./digest-thread.ts";

/** What one message carries to the thread. */
const pieceBytes = 256 * 1024;
/** Pieces of one stream that may wait for the thread; beyond that the stream has to wait. */
const mostWaiting = 8;

/** SHA-256 of one stream, computed beside the thread that serves everybody. */
export type StreamDigest = {
  /** Takes the next bytes; they are copied. */
  update(chunk: Buffer): void;
  /** The thread has enough to do for now: give it no more until `onReady` was called. */
  readonly isBehind: boolean;
  /** Hex digest of everything; nothing may follow. @throws Error when the thread has failed */
  end(): Promise<string>;
  /** The stream has no end; nobody wants its digest. */
  drop(): void;
};

/** One thread for all streams: it hashes faster than one process can pass bytes on. */
const thread = () =>
  once("digest-thread", () => {
    const path = join(settings().database.root, "lib/http/digest-worker.mjs");
    return new DigestThread(path, () => forget("digest-thread"));
  });

/** @param onReady the thread has caught up */
export function startDigest(onReady: () => void): StreamDigest {
  const helper = thread();
  const spare: ArrayBuffer[] = [];
  let piece: ArrayBuffer | null = null;
  let filledBytes = 0;
  let waiting = 0;
  let failure: Error | null = null;
  const outcome = Promise.withResolvers<string>();
  // Whoever waits for the digest hears of a failure; nobody may wait at all.
  outcome.promise.catch(() => undefined);

  const id = helper.listen({
    onPiece(emptied) {
      spare.push(emptied);
      waiting -= 1;
      if (waiting === mostWaiting - 1) onReady();
    },
    onDigest(sha256) {
      helper.forget(id);
      outcome.resolve(sha256);
    },
    onFailure(error) {
      failure = error;
      outcome.reject(error);
      onReady();
    },
  });

  function send(): void {
    if (piece === null) return;
    helper.send({ id, piece, sizeBytes: filledBytes });
    piece = null;
    filledBytes = 0;
    waiting += 1;
  }

  return {
    update(chunk) {
      for (let from = 0; from < chunk.length; ) {
        piece ??= spare.pop() ?? new ArrayBuffer(pieceBytes);
        const bytes = Math.min(chunk.length - from, pieceBytes - filledBytes);
        chunk.copy(new Uint8Array(piece, filledBytes, bytes), 0, from, from + bytes);
        from += bytes;
        filledBytes += bytes;
        if (filledBytes === pieceBytes) send();
      }
    },
    get isBehind() {
      return failure === null && waiting >= mostWaiting;
    },
    end() {
      send();
      helper.send({ id, end: true });
      return outcome.promise;
    },
    drop() {
      if (helper.forget(id)) helper.send({ id, drop: true });
    },
  };
}
