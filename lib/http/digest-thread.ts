import "server-only";
import { Worker } from "node:worker_threads";

/** What a stream hears of the thread. */
export type Listener = {
  onPiece(piece: ArrayBuffer): void;
  onDigest(sha256: string): void;
  onFailure(error: Error): void;
};
type Answer = { id: number; piece?: ArrayBuffer; sha256?: string };
type Order = { id: number; piece?: ArrayBuffer; sizeBytes?: number; end?: true; drop?: true };

/** The thread of `digest-worker.mjs`, and who listens to it. */
export class DigestThread {
  readonly #worker: Worker;
  readonly #listeners = new Map<number, Listener>();
  #lastId = 0;

  /** @param workerPath absolute; from another module, or the bundler would take the file for its own */
  constructor(workerPath: string, onGone: () => void) {
    this.#worker = new Worker(workerPath, { execArgv: [], stdout: false });
    this.#worker.on("message", ({ id, piece, sha256 }: Answer) => {
      const listener = this.#listeners.get(id);
      if (piece) listener?.onPiece(piece);
      if (sha256 !== undefined) listener?.onDigest(sha256);
    });
    const fail = (error: Error) => {
      onGone();
      for (const listener of this.#listeners.values()) listener.onFailure(error);
      this.#listeners.clear();
    };
    this.#worker.on("error", fail);
    this.#worker.on("exit", () => fail(new Error("The thread for digests has ended.")));
    this.#worker.unref();
  }

  listen(listener: Listener): number {
    this.#lastId += 1;
    this.#listeners.set(this.#lastId, listener);
    return this.#lastId;
  }

  /** @returns false when nobody was listening under this id any more */
  forget(id: number): boolean {
    return this.#listeners.delete(id);
  }

  send(order: Order): void {
    this.#worker.postMessage(order, order.piece ? [order.piece] : []);
  }
}
