import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sandboxCredentials } from "../sandbox/cases.ts";

export type SandboxChild = { url: string; end(): Promise<void> };

/** Passes only required variables to the sandbox, without our secrets. */
function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => /^(PATH|HOME|TZ|LANG|TMPDIR|SANDBOX_\w+)$/.test(name));
  return { NODE_ENV: "production", SANDBOX_PORT: "0", ...Object.fromEntries(kept) } as NodeJS.ProcessEnv;
}

/**
 * Uses its own process group, so that Ctrl-C does not interrupt responses in progress; ends with this process.
 * @throws Error if it ends before it listens, or does not listen within 20 s
 */
async function startSandbox(root: string, environment: NodeJS.ProcessEnv): Promise<SandboxChild> {
  const preloads = ["typescript.mjs", "end-with-parent.mjs"].flatMap((file) => ["--import", `./scripts/${file}`]);
  const child = spawn(process.execPath, [...preloads, join("sandbox", "server.ts")], {
    cwd: root,
    env: childEnvironment(environment),
    detached: true,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const url = await readUrl(child).catch((error) => {
    child.kill("SIGKILL");
    throw error;
  });
  child.stdout?.resume();
  return { url, end: () => endChild(child) };
}

async function readUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The sandbox provider has no output");
  const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const url = line.startsWith("{") ? (JSON.parse(line) as { url?: unknown }).url : undefined;
      if (typeof url === "string") return url;
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error("The sandbox provider ended before it listened. Run `npm run sandbox` to see why.");
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 500);
  await ended;
  clearTimeout(timer);
}

export async function runSandbox(root: string): Promise<SandboxChild> {
  const sandbox = await startSandbox(root, process.env);
  process.env.EVIDENCE_DESK_SANDBOX = "1";
  process.env.SKRIBBLE_API_URL = `${sandbox.url}/v3`;
  process.env.SKRIBBLE_API_USERNAME = sandboxCredentials.username;
  process.env.SKRIBBLE_API_KEY = sandboxCredentials.apiKey;
  const { TRUST_JWKS_URL, TRUST_JWKS_FILE, TRUST_PEM_FILE } = process.env;
  if (!TRUST_JWKS_URL && !TRUST_JWKS_FILE && !TRUST_PEM_FILE) {
    process.env.TRUST_JWKS_URL = `${sandbox.url}/.well-known/jwks.json`;
  }
  return sandbox;
}
