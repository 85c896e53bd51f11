/** `npm run typecheck`: Next writes the types of the routes, then the compiler reads everything. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root, toolEnvironment } from "./install.mjs";

// Types of routes that are gone would be errors that nobody can mend.
rmSync(join(root, ".next", "types"), { recursive: true, force: true });
rmSync(join(root, ".next", "dev", "types"), { recursive: true, force: true });
for (const [name, ...rest] of [
  ["next", "typegen"],
  ["tsc", "--noEmit"],
]) {
  const { status } = spawnSync(name, rest, { cwd: root, env: toolEnvironment(), stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
