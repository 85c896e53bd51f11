import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/**
 * Takes what `.env` says into the environment; what is already set there wins.
 * Next would read `.env.local` and its like later, behind the check of the settings: it is told that this is done.
 * `EVIDENCE_DESK_DOT_ENV=0` leaves the file out: tests must not run with an operator's settings.
 */
export function loadDotEnv(root: string, environment: NodeJS.ProcessEnv): void {
  const path = join(root, ".env");
  if (existsSync(path) && environment.EVIDENCE_DESK_DOT_ENV !== "0") {
    for (const [name, value] of Object.entries(parseEnv(readFileSync(path, "utf8")))) environment[name] ??= value ?? "";
  }
  environment.__NEXT_PROCESSED_ENV = "true";
}
