import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { compareArtefacts } from "./compare-artefacts.ts";
import type { ComparisonMethods } from "./protocol.ts";

serveWorkerRpc<ComparisonMethods>({ compare: (request) => compareArtefacts(request) });
