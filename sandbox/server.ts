import type { AddressInfo } from "node:net";
import { parseNow } from "./clock.ts";
import { createSandbox } from "./provider.ts";

/**
 * Starts the sandbox on loopback: `node sandbox/server.ts`. Settings: `SANDBOX_PORT` (3999; 0 takes any free one),
 * `SANDBOX_NOW` (ISO 8601), `SANDBOX_LOG=1` (one line per request on standard error). Prints one JSON line when it listens.
 */
const { SANDBOX_PORT, SANDBOX_NOW, SANDBOX_LOG } = process.env;

const server = createSandbox({
  now: parseNow(SANDBOX_NOW),
  ...(SANDBOX_LOG === "1" ? { log: (line: string) => process.stderr.write(`${line}\n`) } : {}),
});

server.listen(Number(SANDBOX_PORT ?? 3999), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ sandbox: "listening", url: `http://127.0.0.1:${port}` })}\n`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
