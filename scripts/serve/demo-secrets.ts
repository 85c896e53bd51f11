import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder for the embedded database and generated secrets: ours alone. */
export function prepareDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
}

/** Reads the secret `name` of a demo, or makes it once: sessions and the audit chain outlive a restart. */
export function demoSecret(dataDir: string, name: string): string {
  const path = join(dataDir, name);
  try {
    // Exclusive: of two starts at once, one makes the secret and both read it.
    writeFileSync(path, `${randomBytes(48).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(path, "utf8").trim();
}
