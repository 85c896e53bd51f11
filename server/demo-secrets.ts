import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The folder for the embedded database and generated secrets: nobody else may look into it. One that others share
 * (sticky, as /tmp) is left as it is.
 * @throws Error when it cannot be made, or made private.
 */
export function prepareDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const { mode } = statSync(dataDir);
  if (mode & 0o1000) throw new Error("is shared by everybody on this machine");
  if (mode & 0o077) chmodSync(dataDir, 0o700);
}

/** Reads the secret `name` of a demo, or makes it once: sessions and the audit chain outlive a restart. */
export function demoSecret(dataDir: string, name: string): string {
  const path = join(dataDir, name);
  if (!existsSync(path)) {
    // Written aside, then given its name: of two starts at once one wins, and nobody reads half a secret.
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
