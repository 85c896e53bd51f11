import { WorkerRpcClient } from "#lib/runtime/worker-rpc-client";
import type { Agreement } from "./model.ts";
import type { CompareRequest, ComparisonMethods } from "./protocol.ts";

/** After a record longer than this the worker is ended at once: it may still hold what it read. Bytes. */
const keptBytes = 32 * 1024 * 1024;

/**
 * Compares in a worker that starts with the first question and serves the later ones, for pieces come one after the other.
 * `dispose` ends it, and with it all that it read.
 */
export class Comparer {
  readonly #rpc = new WorkerRpcClient<ComparisonMethods>(
    () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
  );

  /** Rejects with AbortError when `signal` is aborted, and with an Error when the worker fails. */
  compare(ask: CompareRequest, signal: AbortSignal): Promise<Agreement> {
    const isLong = (ask.record?.size ?? 0) > keptBytes;
    return this.#rpc.call("compare", ask, { signal }).finally(() => isLong && this.#rpc.isIdle && this.dispose());
  }

  dispose(): void {
    this.#rpc.stop();
  }
}
