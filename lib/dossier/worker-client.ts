import { WorkerRpcClient } from "#lib/runtime/worker-rpc-client";
import type { DossierMethods } from "./protocol.ts";

/** A worker for one dossier; `stop` ends it. */
export const openDossierWorker = (): WorkerRpcClient<DossierMethods> =>
  new WorkerRpcClient<DossierMethods>(() => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }));
