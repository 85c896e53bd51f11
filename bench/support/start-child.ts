import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type Child = { url: string; process: ChildProcess; end(): Promise<void> };

/** Waits until a line of the process's output contains a URL. @throws Error if the process ends first */
export async function startChild(
  command: string,
  rest: string[],
  environment: Record<string, string> = {},
): Promise<Child> {
  const child = spawn(command, rest, { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${command} ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /http:\/\/[\w.]+:\d+/.exec(line)?.[0];
      if (found) resolve(found.replace("localhost", "127.0.0.1"));
    });
  });
  return {
    url,
    process: child,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export const startUpstream = () =>
  startChild(process.execPath, ["--import", "./scripts/typescript.mjs", "bench/support/upstream.ts"]);
