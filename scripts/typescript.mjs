/**
 * Loads this project's TypeScript in plain Node: `node --import ./scripts/typescript.mjs some-tool.ts`.
 * Needed because package.json has no "type", and because Node 22.13 to 22.17 strips types only on request.
 */
import { readFileSync } from "node:fs";
import module from "node:module";
import { isMainThread } from "node:worker_threads";

/** @type {import("node:module").ResolveHookSync} */
export function resolve(specifier, context, nextResolve) {
  // The package throws outside a bundler, but command line tools are server code too.
  if (specifier === "server-only") return { url: "data:text/javascript,", format: "module", shortCircuit: true };
  return nextResolve(specifier, context);
}

/** @type {import("node:module").LoadHookSync} */
export function load(url, context, nextLoad) {
  if (!/^file:.*\.ts$/.test(url) || url.includes("/node_modules/")) return nextLoad(url, context);
  return { format: "module", source: stripTypes(readFileSync(new URL(url), "utf8")), shortCircuit: true };
}

/** Replaces types with spaces and suppresses Node's experimental warning. */
function stripTypes(source) {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return module.stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

// Node 22.13 and 22.14 support hooks only in a separate thread, which loads this file again.
if (module.registerHooks) module.registerHooks({ resolve, load });
else if (isMainThread) module.register(import.meta.url);
