import type { EventOf, FromWorker, RpcMethods, ToWorker } from "./worker-rpc-messages.ts";

type Pending = { onEvent: (event: never) => void; resolve: (result: never) => void; reject: (error: Error) => void };
type RpcWorker = Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror">;

export type CallOptions<Method> = { onEvent?: (event: EventOf<Method>) => void; signal?: AbortSignal };

/** Calls methods of a worker, which starts with the first call, and again with the next one after it failed or was stopped. */
export class WorkerRpcClient<Methods extends RpcMethods<Methods>> {
  readonly #open: () => RpcWorker;
  readonly #onFailure: ((error: Error) => void) | null;
  readonly #pending = new Map<number, Pending>();
  #worker: RpcWorker | null = null;
  #lastId = 0;

  /**
   * @param open starts a worker that serves `Methods` with `serveWorkerRpc`
   * @param onFailure for a worker that keeps state, which another one would not have: told when it fails. Calls under way are
   * then left without an answer, and no new worker is started.
   */
  constructor(open: () => RpcWorker, onFailure: ((error: Error) => void) | null = null) {
    this.#open = open;
    this.#onFailure = onFailure;
  }

  /** No call is under way. */
  get isIdle(): boolean {
    return this.#pending.size === 0;
  }

  /**
   * Rejects with the error of the method, by its message; with AbortError as soon as `signal` aborts, or when the worker is
   * stopped; with an Error when the worker itself fails. `onEvent` sees every event before the result.
   */
  call<Name extends keyof Methods & string>(
    method: Name,
    params: Methods[Name]["params"],
    { onEvent = () => undefined, signal }: CallOptions<Methods[Name]> = {},
  ): Promise<Methods[Name]["result"]> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError("Cancelled"));
      const id = ++this.#lastId;
      this.#pending.set(id, { onEvent, resolve, reject });
      signal?.addEventListener("abort", () => this.#cancel(id), { once: true });
      this.#send({ type: "call", id, method, params });
    });
  }

  /** Ends the worker and all that it keeps; calls under way reject with AbortError. */
  stop(): void {
    this.#end(abortError("Stopped"));
  }

  /** Ends the worker and leaves the calls under way without an answer: their callers are gone. */
  close(): void {
    this.#pending.clear();
    this.stop();
  }

  #send(message: ToWorker): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): RpcWorker {
    const worker = this.#open();
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const error = new Error(event.message || "The worker ended");
      if (this.#onFailure === null) return this.#end(error);
      this.#pending.clear();
      this.#onFailure(error);
    };
    return worker;
  }

  #receive(message: FromWorker): void {
    const pending = this.#pending.get(message.id);
    if (message.type === "event") {
      pending?.onEvent(message.event as never);
      return;
    }
    this.#pending.delete(message.id);
    if (message.type === "result") pending?.resolve(message.result as never);
    else pending?.reject(message.name === "AbortError" ? abortError(message.message) : new Error(message.message));
  }

  #cancel(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    this.#worker?.postMessage({ type: "cancel", id } satisfies ToWorker);
    pending.reject(abortError("Cancelled"));
  }

  #end(error: Error): void {
    this.#worker?.terminate();
    this.#worker = null;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }
}

const abortError = (message: string) => new DOMException(message, "AbortError");
