/** `npm run typecheck`: Next generates the route types, then the compiler checks everything. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root, toolEnvironment } from "./install.mjs";

// Generated types of deleted routes would cause errors.
rmSync(join(root, ".next", "types"), { recursive: true, force: true });
rmSync(join(root, ".next", "dev", "types"), { recursive: true, force: true });
for (const [name, ...rest] of [
  ["next", "typegen"],
  // Reused information of a former run has hidden errors.
  ["tsc", "--noEmit", "--incremental", "false"],
]) {
  const { status } = spawnSync(name, rest, { cwd: root, env: toolEnvironment(), stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
