import { spawn } from "node:child_process";
import { root, toolEnvironment } from "./install.mjs";

/**
 * Runs a program in place of this process: signals are handed on, and this process ends as the program ended.
 * The program also notices (IPC) when this process is killed.
 */
export async function runToEnd(name, rest, { environment = {}, ipc = false } = {}) {
  const child = spawn(name, rest, {
    cwd: root,
    env: { ...toolEnvironment(), ...environment },
    stdio: ipc ? ["inherit", "inherit", "inherit", "ipc"] : "inherit",
    shell: process.platform === "win32",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // Whoever ran us was killed without a chance to tell: what nobody can stop any more must not stay behind.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
  await new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`${name} could not be started: ${error.message}`);
      process.exitCode = 1;
      resolve();
    });
    child.on("exit", (code, signal) => {
      process.exitCode = code ?? (signal ? 1 : 0);
      resolve();
    });
  });
  process.exit();
}
