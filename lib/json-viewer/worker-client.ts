import { WorkerRpcClient } from "#lib/runtime/worker-rpc-client";
import type { FindHit, FindState, JsonMethods, RequestName, ScanProgress, WorkerRequests } from "./protocol.ts";

export type JsonListener = {
  progress?: (progress: ScanProgress) => void;
  find?: (find: FindState, position: FindHit | null) => void;
  failed?: (message: string) => void;
};

/** Runs one JSON text in its own worker; the page requests only the rows that it shows. */
export class JsonClient {
  readonly #listener: JsonListener;
  readonly #rpc: WorkerRpcClient<JsonMethods>;

  constructor(listener: JsonListener) {
    this.#listener = listener;
    const start = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#rpc = new WorkerRpcClient(start, ({ message }) => listener.failed?.(message));
  }

  open(source: Blob | Uint8Array, options: { openDepth: number; masked: boolean }): void {
    const { progress, find, failed } = this.#listener;
    this.#rpc
      .call(
        "open",
        { source, ...options },
        {
          onEvent: (event) =>
            event.type === "progress" ? progress?.(event.progress) : find?.(event.find, event.position),
        },
      )
      .catch(({ message }: Error) => failed?.(message));
  }

  call<Name extends RequestName>(
    name: Name,
    call: WorkerRequests[Name]["params"],
  ): Promise<WorkerRequests[Name]["result"]> {
    return this.#rpc.call(name, call);
  }

  /** Stops all work and releases the bytes; pending requests stay unresolved. */
  close(): void {
    this.#rpc.close();
  }
}
