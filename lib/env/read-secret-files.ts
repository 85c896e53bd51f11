import { readFileSync } from "node:fs";
import type { SettingError } from "./fault.ts";
import { secretNames } from "./schema.ts";

/** Replaces each `…_FILE` secret by the file's content without its final line break. Empty values count as unset. */
export function readSecretFiles(environment: NodeJS.ProcessEnv, faults: SettingError[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value) values[name] = value;
  for (const name of secretNames) {
    const path = values[`${name}_FILE`];
    if (!path) continue;
    if (values[name]) faults.push({ name, reason: `is set directly and by ${name}_FILE: keep one of them` });
    try {
      const content = readFileSync(/* turbopackIgnore: true */ path, "utf8").replace(/\r?\n$/, "");
      if (content === "") faults.push({ name: `${name}_FILE`, reason: "names an empty file" });
      else values[name] = content;
    } catch {
      faults.push({ name: `${name}_FILE`, reason: "names a file that can't be read" });
    }
  }
  return values;
}
