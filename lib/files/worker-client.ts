import { WorkerRpcClient } from "#lib/runtime/worker-rpc-client";
import type { ToWorker } from "#lib/runtime/worker-rpc-messages";
import type { ArchiveMethods } from "./protocol.ts";

let spare: Worker | null = null;

function createWorker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}

/** Starts a worker that the next client takes over: while the bytes are on their way, there is time for it. */
export function warmWorker(forReading = false): void {
  spare ??= createWorker();
  // Nobody waits for the result: calls of clients count from 1.
  if (forReading) spare.postMessage({ type: "call", id: 0, method: "warm", params: null } satisfies ToWorker);
}

/** One worker for an archive, and the calls that are under way in it. */
export function createArchiveClient(): WorkerRpcClient<ArchiveMethods> {
  return new WorkerRpcClient<ArchiveMethods>(() => {
    const worker = spare ?? createWorker();
    spare = null;
    return worker;
  });
}
