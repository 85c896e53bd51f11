import type { AddressInfo } from "node:net";
import { parseNow } from "./clock.ts";
import { createSandbox } from "./provider.ts";

/**
 * Starts the sandbox on loopback: `npm run sandbox`. Settings: `SANDBOX_PORT` (3999; 0 uses any free one),
 * `SANDBOX_NOW` (ISO 8601), `SANDBOX_LOG=1` (one line per request on standard error). Prints one JSON line when it listens.
 */

/** Exits with one sentence instead of a stack trace. */
function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function readSettings(environment: NodeJS.ProcessEnv) {
  const port = Number(environment.SANDBOX_PORT || 3999);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    giveUp("SANDBOX_PORT must be a number from 0 to 65535. Example: SANDBOX_PORT=3999");
  try {
    return { port, now: parseNow(environment.SANDBOX_NOW) };
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error));
  }
}

const { port, now } = readSettings(process.env);
const log = process.env.SANDBOX_LOG === "1" ? (line: string) => process.stderr.write(`${line}\n`) : undefined;
const server = createSandbox({ now, ...(log ? { log } : {}) });

server.once("error", (error: NodeJS.ErrnoException) =>
  giveUp(
    error.code === "EADDRINUSE"
      ? `SANDBOX_PORT: ${port} is in use by another program. Set another port, or 0 for any free port.`
      : `SANDBOX_PORT: the sandbox can't listen (${error.message}). Set another port, or 0 for any free port.`,
  ),
);

server.listen(port, "127.0.0.1", () => {
  const { port: taken } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ sandbox: "listening", url: `http://127.0.0.1:${taken}` })}\n`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
