/**
 * `npm run serve`: serves a finished build; installs nothing, needs no registry.
 * With `--build` (as `npm start` calls it) it builds first when sources are newer than the build.
 */
import { setFlagsFromString } from "node:v8";
import { judgeNodeVersion } from "./node-version.mjs";

const { verdict, message } = judgeNodeVersion(process.versions.node);
if (verdict === "refused") {
  console.error(message);
  process.exit(1);
}
if (verdict === "warned") console.error(message);

// Archives pass through in buffers outside V8's heap. By default V8 collects all garbage each 64 MB of them, which is a
// third of the cost of a large download; with this it weighs them together with the heap.
if (Number.parseInt(process.versions.v8, 10) >= 13) setFlagsFromString("--external-memory-accounted-in-global-limit");

process.env.NODE_ENV = "production";
await import("./older-node.mjs");
await import("./typescript.mjs");
const { serve } = await import("../server/serve.ts");
await serve(new URL("..", import.meta.url), { build: process.argv.includes("--build") });
