import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

export const shells = { dash: ["dash"], busybox: ["busybox", "sh"] } as const;
export type Shell = keyof typeof shells;

const script = resolve("lib/dossier/release/verify.sh");

/** Runs verify.sh, the one of the release, in a dossier's folder. */
export function runVerifyScript(shell: Shell, cwd: string, keys: readonly string[] = []) {
  const [program, ...options] = shells[shell];
  const { status, stdout, stderr } = spawnSync(program, [...options, script, ...keys], { cwd, encoding: "utf8" });
  return { status, stdout, stderr };
}
