import { WorkerRpcClient } from "#lib/runtime/worker-rpc-client";
import type { Agreement } from "./model.ts";
import type { CompareRequest, ComparisonMethods } from "./protocol.ts";

/** Minimum record in bytes after which the worker ends at once, to free its memory. */
const maxCachedBytes = 32 * 1024 * 1024;

/** Compares in one worker, reused as artefacts arrive. `dispose` ends it and frees its memory. */
export class Comparer {
  readonly #rpc = new WorkerRpcClient<ComparisonMethods>(
    () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
  );

  #isWarm = false;

  /** @throws AbortError if `signal` is aborted, Error if the worker fails */
  compare(request: CompareRequest, signal: AbortSignal): Promise<Agreement> {
    const isLong = (request.record?.size ?? 0) > maxCachedBytes;
    return this.#rpc.call("compare", request, { signal }).finally(() => isLong && this.#rpc.isIdle && this.dispose());
  }

  /** Starts the worker while artefacts are loading. */
  warm(): void {
    if (this.#isWarm) return;
    this.#isWarm = true;
    // A failure is reported by the comparison.
    this.#rpc.call("warm", null).catch(() => undefined);
  }

  dispose(): void {
    this.#isWarm = false;
    this.#rpc.stop();
  }
}
