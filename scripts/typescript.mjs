/**
 * Loads this project's TypeScript in plain Node: `node --import ./scripts/typescript.mjs some-tool.ts`.
 * Needed because package.json has no "type".
 */
import { readFileSync } from "node:fs";
import module from "node:module";

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

module.registerHooks({ resolve, load });
