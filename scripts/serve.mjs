/** `npm run serve`: serves a finished build; `--build` (used by `npm start`) builds first if sources are newer. */
import { setFlagsFromString } from "node:v8";
import { judgeNodeVersion } from "./node-version.mjs";

const { verdict, message } = judgeNodeVersion(process.versions.node);
if (verdict === "refused") {
  console.error(message);
  process.exit(1);
}
if (verdict === "warned") console.error(message);

// Archive buffers lie outside V8's heap, and V8 runs a full garbage collection every 64 MB of them,
// a third of a download's cost. This flag counts them together with the heap.
if (Number.parseInt(process.versions.v8, 10) >= 13) setFlagsFromString("--external-memory-accounted-in-global-limit");

process.env.NODE_ENV = "production";
await import("./older-node.mjs");
await import("./typescript.mjs");
const { serve } = await import("../server/serve.ts");
await serve(new URL("..", import.meta.url), { build: process.argv.includes("--build") });
