import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

await import("./typescript.mjs");
const { prepareEnvironment } = await import("../server/prepare-environment.ts");
const { runSandbox } = await import("../server/sandbox-process.ts");

const root = fileURLToPath(new URL("..", import.meta.url));
const settings = prepareEnvironment(root);
const { host, port } = settings.listen;
process.env.NEXTAUTH_URL = process.env.AUTH_URL ||= `http://localhost:${port}`;
const sandbox = settings.provider.apiUrl === "" ? await runSandbox(root) : null;
if (sandbox) console.log(`No provider is configured, so the sandbox provider runs at ${sandbox.url}`);
const child = spawn("next", ["dev", "--hostname", host, "--port", String(port)], { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", async (code) => {
  await sandbox?.end();
  process.exit(code ?? 1);
});
