/**
 * Lets plain Node load this project's TypeScript: `node --import ./scripts/typescript.mjs some-tool.ts`.
 * Newer Nodes strip types themselves, but must be told that our files are modules (package.json has no "type"); older
 * ones (22.13 to 22.17) strip types only when asked. This does both in one way on all of them.
 */
import { readFileSync } from "node:fs";
import module from "node:module";
import { isMainThread } from "node:worker_threads";

/** @type {import("node:module").ResolveHookSync} */
export function resolve(specifier, context, nextResolve) {
  // The guard package throws outside a bundler; command line tools are servers too.
  if (specifier === "server-only") return { url: "data:text/javascript,", format: "module", shortCircuit: true };
  return nextResolve(specifier, context);
}

/** @type {import("node:module").LoadHookSync} */
export function load(url, context, nextLoad) {
  if (!/^file:.*\.ts$/.test(url) || url.includes("/node_modules/")) return nextLoad(url, context);
  return { format: "module", source: stripTypes(readFileSync(new URL(url), "utf8")), shortCircuit: true };
}

/** Blanks out the types, line for line. Without Node's warning that its function may change: the tests cover that. */
function stripTypes(source) {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return module.stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

// Node 22.13 and 22.14 know only hooks in a thread of their own, where this file is loaded once more.
if (module.registerHooks) module.registerHooks({ resolve, load });
else if (isMainThread) module.register(import.meta.url);
