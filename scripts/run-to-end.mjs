import { spawn } from "node:child_process";
import { root, toolEnvironment } from "./install.mjs";

/** Runs a program instead of this process: forwards signals and exits with the program's status. */
export async function runToEnd(name, rest, { environment = {}, ipc = false } = {}) {
  const child = spawn(name, rest, {
    cwd: root,
    env: { ...toolEnvironment(), ...environment },
    stdio: ipc ? ["inherit", "inherit", "inherit", "ipc"] : "inherit",
    shell: process.platform === "win32",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // The parent may be killed without a signal to us, so the program must not keep running as an orphan.
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
