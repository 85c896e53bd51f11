import { EventEmitter, once } from "node:events";
import { existsSync } from "node:fs";
import type { Server } from "node:http";
import { type AddressInfo, createServer, type Server as NetServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findUnknownNames, type Settings, SettingsError } from "#lib/env";
import { build, isBuilt } from "../scripts/build.mjs";
import { GracefulShutdown } from "./graceful-shutdown.ts";
import { createHttpServer, type RequestHandler } from "./http-server.ts";
import { prepareEnvironment } from "./prepare-environment.ts";
import { runSandbox, type SandboxChild } from "./sandbox-process.ts";

/** Writes one line for the operator: plain text under `npm start`, JSON under `npm run serve`. */
function print(message: string, level: "info" | "warn" | "error" = "info"): void {
  if (process.env.EVIDENCE_DESK_PLAIN === "1") {
    (level === "info" ? console.log : console.error)(message);
  } else {
    process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), msg: message })}\n`);
  }
}

export type ServeOptions = { build: boolean };

/** A start failure that the operator can fix; printed without a stack. */
class StartError extends Error {}

/** Listens first, so that a port conflict fails before anything else starts. */
async function listen(server: NetServer, { port, host }: Settings["listen"]): Promise<number> {
  server.listen(port, host);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE")
      throw new StartError(
        `PORT: ${port} is in use by another program. Stop it, or choose another port. Example: PORT=3001`,
      );
    throw new StartError(
      `HOST, PORT: can't listen at this address (${error.code}). Choose another one. Example: HOST=127.0.0.1 PORT=3000`,
    );
  });
  return (server.address() as AddressInfo).port;
}

async function openNext(root: string, host: string, port: number): Promise<RequestHandler> {
  const { default: next } = await import("next");
  // Next adds a WebSocket upgrade listener to its server, so it gets an unused emitter.
  const httpServer = new EventEmitter() as Server;
  const app = next({ dev: false, dir: root, hostname: host, port, httpServer });
  // Next prints plain text, but standard output is for JSON lines.
  const { log } = console;
  console.log = (...words) => (String(words[0]).startsWith("{") ? log(...words) : console.error(...words));
  try {
    await app.prepare();
  } finally {
    console.log = log;
  }
  return app.getRequestHandler();
}

/** Builds under `npm start` if sources are newer, after checking the port, because a build takes a minute. */
async function buildWhenStale(listenOn: Settings["listen"]): Promise<void> {
  if (isBuilt()) return;
  const probe = createServer();
  await listen(probe, listenOn);
  probe.close();
  print("Building (about a minute; the next start skips this) …");
  if (!(await build())) throw new StartError("The build failed. Fix the errors above, then start again.");
}

async function run(root: string, options: ServeOptions): Promise<void> {
  const settings = prepareEnvironment(root);
  for (const name of findUnknownNames(process.env))
    print(`${name}: unknown setting. Compare the name with .env.example.`, "warn");
  if (options.build) await buildWhenStale(settings.listen);
  if (!existsSync(join(root, ".next", "BUILD_ID"))) throw new StartError("No build found. Run: npm run build");
  let ready: (handle: RequestHandler) => void = () => {};
  const handle = new Promise<RequestHandler>((resolve) => {
    ready = resolve;
  });
  const server = createHttpServer({
    demo: settings.auth.demo,
    trustedProxies: settings.listen.trustedProxies,
    handle: async (request, response) => (await handle)(request, response),
    isEnding: () => gracefulEnd.isEnding,
    isSecure: settings.auth.url.startsWith("https://"),
    maxWaitMs: Math.max(settings.provider.timeoutMs, settings.provider.deadlineMs, settings.provider.filesDeadlineMs),
  });
  const gracefulEnd = new GracefulShutdown(server);
  const port = await listen(server, settings.listen);
  process.env.PORT = String(port);
  process.env.AUTH_URL = process.env.AUTH_URL ? settings.auth.url : `http://localhost:${port}`;
  process.env.NEXTAUTH_URL = process.env.AUTH_URL;
  await openLog();
  const [sandbox] = await Promise.all([settings.provider.apiUrl === "" ? runSandbox(root) : null, import("next")]);
  endOnSignal(gracefulEnd, sandbox);
  ready(await openNext(root, settings.listen.host, port));
  const host = settings.listen.host.includes(":") ? `[${settings.listen.host}]` : settings.listen.host;
  announce(process.env.AUTH_URL, `http://${host}:${port}`, settings, sandbox);
}

/** Opens the access log, because without a writable log no access is permitted and the server must not start. */
async function openLog(): Promise<void> {
  const { startLog } = await import("#lib/audit/log-lifecycle");
  await startLog().catch((error: Error) => {
    throw new StartError(error.message);
  });
}

function announce(publicUrl: string, listenUrl: string, settings: Settings, sandbox: SandboxChild | null): void {
  if (sandbox) print(`No provider is configured, so the sandbox provider runs at ${sandbox.url}`);
  print(`Evidence Desk is ready at ${publicUrl} (listening on ${listenUrl})`);
  if (settings.leftOut.size > 0) print("Benchmark mode: the access log or the digests are off", "warn");
  if (settings.auth.demo) {
    print("Demo accounts, password demo: reviewer@demo.test, auditor@demo.test, admin@demo.test, everything@demo.test");
  }
}

/** Shutdown ends within ten seconds of a signal, even if something hangs. */
const endWithinMs = 9_900;

/** Shuts down on Ctrl-C, SIGTERM or the parent's end; a second signal has no effect. */
function endOnSignal(gracefulEnd: GracefulShutdown, sandbox: SandboxChild | null): void {
  const end = async () => {
    if (gracefulEnd.isEnding) return;
    setTimeout(() => process.exit(1), endWithinMs).unref();
    print("Stopping: no new requests; responses in progress have 8 seconds to finish");
    const resets = await gracefulEnd.end();
    // Pending counts of polls and denials are written last.
    const { endLog } = await import("#lib/audit/log-lifecycle");
    await endLog();
    await sandbox?.end();
    print(resets > 0 ? `Stopped; ${resets} unfinished responses were reset` : "Stopped");
    process.exit(0);
  };
  for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, end);
}

/** Keeps an unhandled rejection from ending other responses; its message may contain personal data. */
function surviveStrayFailures(): void {
  process.on("unhandledRejection", (reason) => {
    const { name = "unknown", stack = "" } = reason instanceof Error ? reason : {};
    const target = stack.split("\n").find((line) => line.trim().startsWith("at ")) ?? "";
    print(`Unhandled rejection: ${name} ${target.trim()}`, "error");
  });
}

export async function serve(projectUrl: URL, options: ServeOptions): Promise<void> {
  surviveStrayFailures();
  try {
    await run(fileURLToPath(projectUrl), options);
  } catch (error) {
    const known = error instanceof SettingsError || error instanceof StartError;
    const text = known ? error.message : String((error as Error)?.stack ?? error);
    print(`Evidence Desk cannot start:\n${text}`, "error");
    process.exit(1);
  }
}
