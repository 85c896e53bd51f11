/** `npm run build`; `npm start` and `npm test` also build when sources are newer than the last build. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeBillOfMaterials } from "./bill-of-materials.mjs";
import { ensureInstalled, root, toolEnvironment } from "./install.mjs";

const sources = [
  "app",
  "components",
  "lib",
  "server",
  "public",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.mjs",
  "package.json",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const stampFile = join(root, ".next", "evidence-desk-sources");

function* listFiles(path) {
  if (!existsSync(join(root, path))) return;
  if (!statSync(join(root, path)).isDirectory()) yield path;
  else for (const name of readdirSync(join(root, path)).sort()) yield* listFiles(`${path}/${name}`);
}

/** Hashes names and contents without tests; modification times would change with every checkout. */
function hashSources() {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const path of listFiles(source)) {
      if (path.endsWith(".test.ts")) continue;
      const content = readFileSync(join(root, path));
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

export function isBuilt() {
  return (
    existsSync(join(root, ".next", "BUILD_ID")) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, "utf8") === hashSources()
  );
}

/** Builds and writes a stamp with the source digest; no stamp means an unfinished build. */
export async function build() {
  const stamp = hashSources();
  rmSync(stampFile, { force: true });
  const child = spawn("next", ["build"], {
    cwd: root,
    env: { ...toolEnvironment(), NODE_ENV: "production" },
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const stop = () => {
    child.kill("SIGTERM");
    process.exit(130);
  };
  const events = ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"];
  for (const event of events) process.on(event, stop);
  const code = await new Promise((resolve) => {
    child.on("error", () => resolve(null));
    child.on("exit", resolve);
  });
  for (const event of events) process.off(event, stop);
  if (code === 0) {
    writeBillOfMaterials();
    writeFileSync(stampFile, stamp);
  }
  return code === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled();
  process.exitCode = (await build()) ? 0 : 1;
}
