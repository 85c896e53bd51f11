import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { createSemaphore } from "#lib/runtime/semaphore";

export const shells = { dash: ["dash"], busybox: ["busybox", "sh"] } as const;
export type Shell = keyof typeof shells;

const script = resolve("lib/dossier/release/verify.sh");
const limit = createSemaphore(availableParallelism());
const { signal } = new AbortController();

export type ShellRun = { status: number; stdout: string; stderr: string };

/** Runs verify.sh, the one of the release, in a dossier's folder; as many at once as there are processors. */
export function runVerifyScript(shell: Shell, cwd: string, keys: readonly string[] = []): Promise<ShellRun> {
  const [program, ...options] = shells[shell];
  return limit(
    () =>
      new Promise((done) => {
        execFile(
          program,
          [...options, script, ...keys],
          { cwd, maxBuffer: 64 * 1024 * 1024 },
          (error, stdout, stderr) => done({ status: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
        );
      }),
    signal,
  );
}
