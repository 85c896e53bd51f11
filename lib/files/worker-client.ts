import { WorkerRpcClient } from "#lib/runtime/worker-rpc-client";
import type { ToWorker } from "#lib/runtime/worker-rpc-messages";
import { loadReader } from "./listing.ts";
import type { ArchiveMethods } from "./protocol.ts";

let spare: Worker | null = null;
let isSpareWarm = false;

function createWorker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}

/** Starts a spare worker for the next client while the bytes are loading. */
export function warmWorker(forReading = false): void {
  spare ??= createWorker();
  // A failure is reported where the list is read.
  void loadReader().catch(() => undefined);
  // Uses ID 0, because client calls count from 1 and the result is ignored.
  if (forReading && !isSpareWarm)
    spare.postMessage({ type: "call", id: 0, method: "warm", params: null } satisfies ToWorker);
  isSpareWarm ||= forReading;
}

export function createArchiveClient(): WorkerRpcClient<ArchiveMethods> {
  return new WorkerRpcClient<ArchiveMethods>(() => {
    const worker = spare ?? createWorker();
    spare = null;
    isSpareWarm = false;
    return worker;
  });
}
