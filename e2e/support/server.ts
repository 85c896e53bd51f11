import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { serveFlags } from "../../scripts/serve-flags.mjs";

/** The production server as its own process, with its own data folder. */
export type RunningServer = {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** Standard output and error so far. */
  output(): string;
  /**
   * SIGTERM, and waits until the process has ended. Removes the data folder unless it is kept, or the caller's own.
   */
  end(options?: { keepData?: boolean }): Promise<void>;
};

/** Settings that the machine's own environment must not slip into a test. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(SKRIBBLE|TRUST|AUTH|NEXTAUTH|AUDIT|DATABASE|SANDBOX|EVIDENCE_DESK|MAX|SESSION|RATE)_|^(HTTPS?_PROXY|NO_PROXY|PORT|HOST|DATA_DIR|REQUIRE_PURPOSE|METRICS_TOKEN|LOG_LEVEL|DISTINCT_EVIDENCE_PER_DAY)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))) as NodeJS.ProcessEnv;
}

/**
 * Starts `scripts/serve.mjs` on a free port of loopback; without provider settings its sandbox runs beside it.
 * `root` is another copy of the built product, where a test needs one. The rate limits are off unless set: one person does the work of hundreds here.
 * @throws Error with the server's output when it does not become ready within 60 s.
 */
export async function startServer(settings: Record<string, string> = {}, root = process.cwd()): Promise<RunningServer> {
  const ownDataDir = settings.DATA_DIR ? null : await mkdtemp(join(tmpdir(), "evidence-desk-"));
  const dataDir = settings.DATA_DIR ?? ownDataDir ?? "";
  const child = spawn(process.execPath, [...serveFlags, "scripts/serve.mjs"], {
    cwd: root,
    env: {
      ...cleanEnvironment(),
      EVIDENCE_DESK_DOT_ENV: "0",
      // The same code dozens of times: compiled once.
      NODE_COMPILE_CACHE: join(process.cwd(), "node_modules", ".cache", "node-compile"),
      PORT: "0",
      RATE_LIMIT_PER_MINUTE: "0",
      DISTINCT_EVIDENCE_PER_DAY: "0",
      ...settings,
      DATA_DIR: dataDir,
    },
    // The channel tells the server when a killed test run is gone.
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
