/** Plain JavaScript without packages, because it runs first in a fresh clone on Node 18 or newer. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const binaries = join(root, "node_modules", ".bin");
const lockFile = join(root, "package-lock.json");
const stampFile = join(root, "node_modules", ".evidence-desk-lock");

/** Environment of child tools: the packages' programs come first in PATH, including Node 24. */
export function toolEnvironment() {
  return { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}`, NEXT_TELEMETRY_DISABLED: "1" };
}

export function findNode() {
  const packaged = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(packaged) ? packaged : process.execPath;
}

function hashLock() {
  return createHash("sha256").update(readFileSync(lockFile)).digest("hex");
}

function isInstalled() {
  if (existsSync(stampFile)) return readFileSync(stampFile, "utf8") === hashLock();
  // npm writes this file last, so a newer one than the lock file means a finished `npm ci`.
  const written = join(root, "node_modules", ".package-lock.json");
  return existsSync(written) && statSync(written).mtimeMs >= statSync(lockFile).mtimeMs;
}

export function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Installing packages (npm ci) …");
  // npm must not run on the Node that it replaces.
  const outside = (process.env.PATH ?? "").split(delimiter).filter((folder) => resolve(folder) !== resolve(binaries));
  const { status, error } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    env: { ...process.env, PATH: outside.join(delimiter) },
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(`The packages could not be installed: npm ci ${error ? error.message : `ended with ${status}`}.`);
    console.error("Check that this machine reaches its npm registry, then run the command again.");
    process.exit(1);
  }
  writeFileSync(stampFile, hashLock());
}
