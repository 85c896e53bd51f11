import "server-only";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { forget, once } from "#lib/database/once";
import { settings } from "#lib/env";

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

type Answer = { id: number; piece?: ArrayBuffer; sha256?: string };
type Listener = { onPiece(piece: ArrayBuffer): void; onDigest(sha256: string): void; onFailure(error: Error): void };
type Thread = { worker: Worker; listeners: Map<number, Listener>; nextId: number };

const threadName = "digest-thread";

/** One thread for all streams: it hashes faster than one process can pass bytes on. */
function startThread(): Thread {
  const path = join(settings().database.root, "lib/http/digest-worker.mjs");
  const worker = new Worker(path, { execArgv: [], stdout: false });
  const listeners = new Map<number, Listener>();
  worker.on("message", ({ id, piece, sha256 }: Answer) => {
    const listener = listeners.get(id);
    if (piece) listener?.onPiece(piece);
    if (sha256 !== undefined) listener?.onDigest(sha256);
  });
  const fail = (error: Error) => {
    forget(threadName);
    for (const listener of listeners.values()) listener.onFailure(error);
  };
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("The thread for digests has ended.")));
  worker.unref();
  return { worker, listeners, nextId: 1 };
}

/** @param onReady the thread has caught up */
export function startDigest(onReady: () => void): StreamDigest {
  const thread = once(threadName, startThread);
  const { worker, listeners } = thread;
  const id = thread.nextId++;
  const spare: ArrayBuffer[] = [];
  let piece: ArrayBuffer | null = null;
  let filledBytes = 0;
  let waiting = 0;
  let failure: Error | null = null;
  const outcome = Promise.withResolvers<string>();
  // Whoever waits for the digest hears of a failure; nobody may wait at all.
  outcome.promise.catch(() => undefined);

  listeners.set(id, {
    onPiece(emptied) {
      spare.push(emptied);
      waiting -= 1;
      if (waiting === mostWaiting - 1) onReady();
    },
    onDigest(sha256) {
      listeners.delete(id);
      outcome.resolve(sha256);
    },
    onFailure(error) {
      listeners.delete(id);
      failure = error;
      outcome.reject(error);
      onReady();
    },
  });

  function send(): void {
    if (piece === null) return;
    worker.postMessage({ id, piece, sizeBytes: filledBytes }, [piece]);
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
      worker.postMessage({ id, end: true });
      return outcome.promise;
    },
    drop() {
      if (listeners.delete(id)) worker.postMessage({ id, drop: true });
    },
  };
}
