import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/**
 * Loads `.env` without overwriting the environment, and stops Next from loading `.env.local` after the settings check.
 * Tests set `EVIDENCE_DESK_DOT_ENV=0` to ignore an operator's settings.
 */
export function loadDotEnv(root: string, environment: NodeJS.ProcessEnv): void {
  const path = join(root, ".env");
  if (existsSync(path) && environment.EVIDENCE_DESK_DOT_ENV !== "0") {
    for (const [name, value] of Object.entries(parseEnv(readFileSync(path, "utf8")))) environment[name] ??= value ?? "";
  }
  environment.__NEXT_PROCESSED_ENV = "true";
}
