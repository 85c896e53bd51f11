/** `npm run serve`: serves a finished build; `--build` (used by `npm start`) builds first if sources are newer. */
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { judgeNodeVersion } from "./node-version.mjs";

// npm also puts this Node in front of the system's while the development packages are installed.
const packaged = fileURLToPath(new URL("../node_modules/node/", import.meta.url));
const isPackaged = process.execPath.startsWith(packaged);
const { verdict, message } = judgeNodeVersion(process.versions.node, { isPackaged });
if (verdict === "refused") {
  console.error(message);
  process.exit(1);
}
// Standard output is for JSON lines, except in a first start.
if (verdict === "packaged" && process.env.EVIDENCE_DESK_PLAIN === "1") console.log(message);
else if (message !== "") console.error(message);

// Archive buffers lie outside V8's heap, and V8 runs a full garbage collection every 64 MB of them,
// a third of a download's cost. This flag counts them together with the heap.
if (Number.parseInt(process.versions.v8, 10) >= 13) setFlagsFromString("--external-memory-accounted-in-global-limit");

process.env.NODE_ENV = "production";
await import("./typescript.mjs");
const { serve } = await import("../server/serve.ts");
await serve(new URL("..", import.meta.url), { build: process.argv.includes("--build") });
