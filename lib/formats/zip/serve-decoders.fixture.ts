import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

/** A bundler resolves the packages in these addresses; Node does not. */
const modules: Record<string, string> = {
  "libarchive.wasm": "node_modules/libarchive-wasm/dist/libarchive.wasm",
  "zip-module.wasm": "node_modules/@zip.js/zip.js/dist/zip-module.wasm",
};

/** Serves the decoders' modules, which a browser gets from our origin, to code under test in Node. */
export function serveDecoders(): void {
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const address = String(input instanceof Request ? input.url : input);
    if (!address.startsWith("file:")) return original(input, init);
    const path = pathToFileURL(modules[basename(address)] ?? address);
    return Promise.resolve(new Response(new Uint8Array(readFileSync(path))));
  };
}
