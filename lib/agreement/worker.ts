import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { compareArtefacts } from "./compare-artefacts.ts";
import type { ComparisonMethods } from "./protocol.ts";
import { warmUp } from "./warm-up.ts";

serveWorkerRpc<ComparisonMethods>({
  compare: (request) => compareArtefacts(request),
  warm: async () => {
    await warmUp();
    return undefined;
  },
});
