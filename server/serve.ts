import { EventEmitter, once } from "node:events";
import { existsSync } from "node:fs";
import type { Server } from "node:http";
import { type AddressInfo, createServer, type Server as NetServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findUnknownNames, type Settings, SettingsError } from "#lib/env";
import { build, isBuilt } from "../scripts/build.mjs";
import { say } from "./console-log.ts";
import { GracefulShutdown } from "./graceful-shutdown.ts";
import { createHttpServer, type Handle } from "./http-server.ts";
import { prepareEnvironment } from "./prepare-environment.ts";
import { runSandbox, type SandboxChild } from "./sandbox-process.ts";

export type ServeOptions = { build: boolean };

/** A reason not to start that its reader can act on; printed without a stack. */
class StartError extends Error {}

/** Listens first: a port that is taken is told before anything else is started. */
async function listen(server: NetServer, { port, host }: Settings["listen"]): Promise<number> {
  server.listen(port, host);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE")
      throw new StartError(`PORT: ${port} is in use by another program. Example: PORT=3001`);
    throw new StartError(`HOST, PORT: cannot listen there (${error.code}). Example: HOST=127.0.0.1 PORT=3000`);
  });
  return (server.address() as AddressInfo).port;
}

/** Next's request handler for the finished build. */
async function openNext(root: string, host: string, port: number): Promise<Handle> {
  const { default: next } = await import("next");
  // Given a server, Next adds a listener for upgrades to it; nothing here speaks WebSocket, so it gets another emitter.
  const httpServer = new EventEmitter() as Server;
  const app = next({ dev: false, dir: root, hostname: host, port, httpServer });
  // Next greets in plain words; standard output is for JSON lines.
  const { log } = console;
  console.log = (...words) => (String(words[0]).startsWith("{") ? log(...words) : console.error(...words));
  try {
    await app.prepare();
  } finally {
    console.log = log;
  }
  return app.getRequestHandler();
}

/** What `npm start` does before it serves. A taken port is told before the minute that a build takes. */
async function buildWhenStale(listenOn: Settings["listen"]): Promise<void> {
  if (isBuilt()) return;
  const probe = createServer();
  await listen(probe, listenOn);
  probe.close();
  say("Building (about a minute; the next start needs none) …");
  if (!(await build())) throw new StartError("The build failed; what is wrong stands above.");
}

async function run(root: string, options: ServeOptions): Promise<void> {
  const settings = prepareEnvironment(root);
  for (const name of findUnknownNames(process.env)) say(`${name}: no setting has this name`, "warn");
  if (options.build) await buildWhenStale(settings.listen);
  if (!existsSync(join(root, ".next", "BUILD_ID"))) throw new StartError("There is no build yet: npm run build");
  let ready: (handle: Handle) => void = () => {};
  const handle = new Promise<Handle>((resolve) => {
    ready = resolve;
  });
  const server = createHttpServer({
    demo: settings.auth.demo,
    trustedProxies: settings.listen.trustedProxies,
    handle: async (request, response) => (await handle)(request, response),
    isEnding: () => gracefulEnd.isEnding,
    isSecure: settings.auth.url.startsWith("https://"),
    longestWaitMs: Math.max(
      settings.provider.timeoutMs,
      settings.provider.deadlineMs,
      settings.provider.filesDeadlineMs,
    ),
  });
  const gracefulEnd = new GracefulShutdown(server);
  const port = await listen(server, settings.listen);
  process.env.PORT = String(port);
  process.env.AUTH_URL = process.env.AUTH_URL ? settings.auth.url : `http://localhost:${port}`;
  process.env.NEXTAUTH_URL = process.env.AUTH_URL;
  await openLog();
  // The sandbox starts in its own process while this one loads Next.
  const [sandbox] = await Promise.all([settings.provider.apiUrl === "" ? runSandbox(root) : null, import("next")]);
  endOnSignal(gracefulEnd, sandbox);
  ready(await openNext(root, settings.listen.host, port));
  const host = settings.listen.host.includes(":") ? `[${settings.listen.host}]` : settings.listen.host;
  announce(process.env.AUTH_URL, `http://${host}:${port}`, settings, sandbox);
}

/** Without a log that can be written nobody may look, so there is no start either. Next's routes use what this opens. */
async function openLog(): Promise<void> {
  const { startLog } = await import("#lib/audit/log-lifecycle");
  await startLog().catch((error: Error) => {
    throw new StartError(error.message);
  });
}

function announce(publicUrl: string, listenUrl: string, settings: Settings, sandbox: SandboxChild | null): void {
  if (sandbox) say(`No provider is configured: the sandbox provider runs beside it at ${sandbox.url}`);
  say(`Evidence Desk is ready at ${publicUrl} (listening on ${listenUrl})`);
  if (settings.leftOut.size > 0) say("Measuring: the access log or the digests are left out", "warn");
  if (settings.auth.demo) {
    say("Demo accounts, password demo: reviewer@demo.test, auditor@demo.test, admin@demo.test, everything@demo.test");
  }
}

/** Everything has ended ten seconds after a signal, whatever hangs. */
const endWithinMs = 9_900;

/** Ctrl-C, SIGTERM, or whoever started this process is gone. A second signal changes nothing: the end is bounded. */
function endOnSignal(gracefulEnd: GracefulShutdown, sandbox: SandboxChild | null): void {
  const end = async () => {
    if (gracefulEnd.isEnding) return;
    setTimeout(() => process.exit(1), endWithinMs).unref();
    say("Stopping: no new requests; those being answered have 8 seconds");
    const resets = await gracefulEnd.end();
    // What the access log still gathers (counts of polls and denials) is written last.
    const { endLog } = await import("#lib/audit/log-lifecycle");
    await endLog();
    await sandbox?.end();
    say(resets > 0 ? `Stopped; ${resets} unfinished answers were broken off` : "Stopped");
    process.exit(0);
  };
  for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, end);
}

/** A promise that nobody waits for must not take the answers of everybody else down. Its message may hold anything. */
function surviveStrayFailures(): void {
  process.on("unhandledRejection", (reason) => {
    const { name = "unknown", stack = "" } = reason instanceof Error ? reason : {};
    const place = stack.split("\n").find((line) => line.trim().startsWith("at ")) ?? "";
    say(`A failure that nobody waited for: ${name} ${place.trim()}`, "error");
  });
}

/** Serves the build of the project at `projectUrl` until a signal ends it. Exits with 1 when it cannot start. */
export async function serve(projectUrl: URL, options: ServeOptions): Promise<void> {
  surviveStrayFailures();
  try {
    await run(fileURLToPath(projectUrl), options);
  } catch (error) {
    const known = error instanceof SettingsError || error instanceof StartError;
    const text = known ? error.message : String((error as Error)?.stack ?? error);
    say(`Evidence Desk cannot start:\n${text}`, "error");
    process.exit(1);
  }
}
