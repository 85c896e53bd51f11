import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Leaves a shared folder (sticky, as /tmp) unchanged. @throws Error if the folder cannot be created or made private */
export function prepareDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const { mode } = statSync(dataDir);
  if (mode & 0o1000) throw new Error("shared by all users of this machine");
  if (mode & 0o077) chmodSync(dataDir, 0o700);
}

/** Reads a demo secret or creates it once, so that sessions and the access log survive a restart. */
export function demoSecret(dataDir: string, name: string): string {
  const path = join(dataDir, name);
  if (!existsSync(path)) {
    // Linking a finished file makes creation atomic for concurrent starts.
    const aside = `${path}.${process.pid}`;
    writeFileSync(aside, `${randomBytes(48).toString("base64")}\n`, { mode: 0o600 });
    try {
      linkSync(aside, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      unlinkSync(aside);
    }
  }
  return readFileSync(path, "utf8").trim();
}
