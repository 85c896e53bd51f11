/**
 * Makes sure that the packages of package-lock.json are installed. Plain JavaScript without packages: it runs first in
 * a fresh clone, on whatever Node the machine has (18 or newer).
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const binaries = join(root, "node_modules", ".bin");
const lockFile = join(root, "package-lock.json");
const stampFile = join(root, "node_modules", ".evidence-desk-lock");

/** The environment of every tool that we start: the packages' programs first, Node 24 among them. */
export function toolEnvironment() {
  return { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}`, NEXT_TELEMETRY_DISABLED: "1" };
}

/** Node as the packages bring it; the machine's own where the packages for development are left out. */
export function findNode() {
  const packaged = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(packaged) ? packaged : process.execPath;
}

function hashLock() {
  return createHash("sha256").update(readFileSync(lockFile)).digest("hex");
}

function isInstalled() {
  if (existsSync(stampFile)) return readFileSync(stampFile, "utf8") === hashLock();
  // npm writes this file last: somebody ran `npm ci` by hand, after the lock file came.
  const written = join(root, "node_modules", ".package-lock.json");
  return existsSync(written) && statSync(written).mtimeMs >= statSync(lockFile).mtimeMs;
}

/** Runs `npm ci` when packages are missing or the lock file has changed. Ends this process when that fails. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Installing packages (npm ci) …");
  // npm must not run on the Node that it is about to replace.
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
