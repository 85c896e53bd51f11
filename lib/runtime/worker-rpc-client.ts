import type { EventOf, FromWorker, RpcMethods, ToWorker } from "./worker-rpc-messages.ts";

type Pending = { onEvent: (event: never) => void; resolve: (result: never) => void; reject: (error: Error) => void };
export type RpcWorker = Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror">;

export type CallOptions<Method> = { onEvent?: (event: EventOf<Method>) => void; signal?: AbortSignal };

/** Error that a method threw in the worker. `name` and `code` are the worker's. */
export class WorkerRpcError extends Error {
  readonly code: number | null;

  constructor({ name, message, code }: { name: string; message: string; code?: number | null }) {
    super(message);
    this.name = name;
    this.code = code ?? null;
  }
}

/** Calls methods of a worker; starts it with the first call, and again after it failed or was stopped. */
export class WorkerRpcClient<Methods extends RpcMethods<Methods>> {
  readonly #open: () => RpcWorker;
  readonly #onFailure: ((error: Error) => void) | null;
  readonly #pending = new Map<number, Pending>();
  #worker: RpcWorker | null = null;
  #lastId = 0;

  /** @param onFailure handles the failure of a stateful worker: pending calls never settle, and it is not restarted */
  constructor(open: () => RpcWorker, onFailure: ((error: Error) => void) | null = null) {
    this.#open = open;
    this.#onFailure = onFailure;
  }

  get isIdle(): boolean {
    return this.#pending.size === 0;
  }

  /** @throws the method's error; AbortError after `signal` or `stop`; Error if the worker fails */
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

  /** Terminates the worker; pending calls reject with AbortError. */
  stop(): void {
    this.#end(abortError("Stopped"));
  }

  /** Terminates the worker without settling pending calls, because their callers are gone. */
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
    else pending?.reject(message.name === "AbortError" ? abortError(message.message) : new WorkerRpcError(message));
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
