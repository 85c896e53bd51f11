/**
 * `npm run serve`: serves a finished build; installs nothing, needs no registry.
 * With `--build` (as `npm start` calls it) it builds first when sources are newer than the build.
 */
import { judgeNodeVersion } from "./node-version.mjs";

const { verdict, message } = judgeNodeVersion(process.versions.node);
if (verdict === "refused") {
  console.error(message);
  process.exit(1);
}
if (verdict === "warned") console.error(message);

process.env.NODE_ENV = "production";
await import("./typescript.mjs");
const { serve } = await import("./serve/serve.ts");
await serve(new URL("..", import.meta.url), { build: process.argv.includes("--build") });
