import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vite";

/** Versions of the comparison; installed into a temporary folder, never into the product. */
const peerPackages = ["react-json-tree@0.20.0", "vanilla-jsoneditor@3.13.0", "react@19", "react-dom@19"];
const peerEntry = `
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { JSONTree } from "react-json-tree";
import { createJSONEditor } from "vanilla-jsoneditor";
window.peers = {
  "react-json-tree": (host, text) =>
    createRoot(host).render(createElement(JSONTree, { data: JSON.parse(text), shouldExpandNodeInitially: (_, __, level) => level < 2 })),
  "vanilla-jsoneditor": (host, text) =>
    createJSONEditor({ target: host, props: { content: { text }, mode: "tree", readOnly: true } }),
};`;

/** Builds the page into `folder`/site. @returns whether the other viewers were built as well */
export async function buildPage(folder: string, wantsPeers: boolean): Promise<boolean> {
  const shared = { configFile: false as const, logLevel: "error" as const, mode: "production" };
  await build({
    ...shared,
    root: "bench/record",
    build: { outDir: join(folder, "site"), emptyOutDir: true },
    worker: { format: "es" },
  });
  if (!wantsPeers) return false;
  const peerFolder = join(folder, "peers");
  await mkdir(peerFolder);
  await writeFile(join(peerFolder, "package.json"), "{}");
  await writeFile(join(peerFolder, "entry.js"), peerEntry);
  try {
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...peerPackages], {
      cwd: peerFolder,
      stdio: "ignore",
    });
  } catch {
    console.log("The other viewers could not be installed (registry not reachable?): their rows are omitted.");
    return false;
  }
  const output = { entryFileNames: "peers.js" };
  const lib = { entry: join(peerFolder, "entry.js"), formats: ["es" as const] };
  const define = { "process.env.NODE_ENV": '"production"' };
  await build({
    ...shared,
    root: peerFolder,
    define,
    css: { postcss: {} },
    build: { lib, outDir: join(folder, "site/peers"), rollupOptions: { output } },
  });
  return true;
}
