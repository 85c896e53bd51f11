import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { serveFlags } from "../../scripts/serve-flags.mjs";

/** Production server as a separate process with its own data folder. */
export type RunningServer = {
  url: string;
  dataDir: string;
  process: ChildProcess;
  output(): string;
  /** Sends SIGTERM and waits for exit. Deletes the data folder unless it is kept or set by the caller. */
  end(options?: { keepData?: boolean }): Promise<void>;
};

/** Settings removed from the inherited environment. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(SKRIBBLE|TRUST|AUTH|NEXTAUTH|AUDIT|DATABASE|SANDBOX|EVIDENCE_DESK|MAX|SESSION|RATE)_|^(HTTPS?_PROXY|NO_PROXY|PORT|HOST|DATA_DIR|REQUIRE_PURPOSE|METRICS_TOKEN|LOG_LEVEL|DISTINCT_EVIDENCE_PER_DAY|TSA_URL|TSA_CA_FILE|DOSSIERS_PER_DAY)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))) as NodeJS.ProcessEnv;
}

/**
 * Starts `scripts/serve.mjs` on a free loopback port, with the sandbox if no provider is set.
 * `root` is another copy of the build. Rate limits are off by default, because tests use one account.
 * @throws Error with the server's output if it is not ready within 60 s.
 */
export async function startServer(settings: Record<string, string> = {}, root = process.cwd()): Promise<RunningServer> {
  const ownDataDir = settings.DATA_DIR ? null : await mkdtemp(join(tmpdir(), "evidence-desk-"));
  const dataDir = settings.DATA_DIR ?? ownDataDir ?? "";
  const child = spawn(process.execPath, [...serveFlags, "scripts/serve.mjs"], {
    cwd: root,
    env: {
      ...cleanEnvironment(),
      EVIDENCE_DESK_DOT_ENV: "0",
      // Caches compiled code across dozens of starts.
      NODE_COMPILE_CACHE: join(process.cwd(), "node_modules", ".cache", "node-compile"),
      PORT: "0",
      RATE_LIMIT_PER_MINUTE: "0",
      DISTINCT_EVIDENCE_PER_DAY: "0",
      ...settings,
      DATA_DIR: dataDir,
    },
    // The server exits when this IPC channel closes, also after a killed test run.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const lines: string[] = [];
  const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}:\n${lines.join("\n")}`)));
    for (const stream of [child.stdout, child.stderr]) {
      if (stream)
        createInterface({ input: stream }).on("line", (line) => {
          lines.push(line);
          const address = /is ready at \S+ \(listening on (\S+)\)/.exec(line)?.[1];
          if (address) resolve(address.replace("127.0.0.1", "localhost"));
        });
    }
  }).finally(() => clearTimeout(timer));
  return {
    url,
    dataDir,
    process: child,
    output: () => lines.join("\n"),
    async end({ keepData = false } = {}) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await ended;
      }
      if (ownDataDir && !keepData) await rm(ownDataDir, { recursive: true, force: true });
    },
  };
}
