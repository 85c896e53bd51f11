import { type CallOptions, type RpcWorker, WorkerRpcClient } from "./worker-rpc-client.ts";
import type { RpcMethods } from "./worker-rpc-messages.ts";

/** A worker that was terminated at its time limit. */
export class WorkerTimeoutError extends Error {
  constructor(timeoutMs: number) {
    super(`The worker was ended after ${timeoutMs} ms`);
    this.name = "WorkerTimeoutError";
  }
}

/**
 * Starts a worker for one call, and terminates it afterwards, also after a time limit or a cancel. A decoder that a
 * hostile file keeps busy ends with its worker, and its memory with it.
 * @param timeoutMs from the start of the worker, its loading included
 * @throws the method's error; WorkerTimeoutError; AbortError after `signal`; Error if the worker fails
 */
export async function callWorkerOnce<Methods extends RpcMethods<Methods>, Name extends keyof Methods & string>(
  open: () => RpcWorker,
  method: Name,
  params: Methods[Name]["params"],
  { timeoutMs, ...options }: CallOptions<Methods[Name]> & { timeoutMs: number },
): Promise<Methods[Name]["result"]> {
  const client = new WorkerRpcClient<Methods>(open);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new WorkerTimeoutError(timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([client.call(method, params, options), timeout]);
  } finally {
    clearTimeout(timer);
    client.close();
  }
}
