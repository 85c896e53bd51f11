import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { ApiClient } from "../e2e/support/api-client.ts";
import { startPostgres } from "../e2e/support/postgres.ts";
import { startServer } from "../e2e/support/server.ts";
import type { Rows } from "./rows.ts";

export const name = "audit-status";

const connections = 50;
const seconds = 15;

type Load = { perSecond: number; p99Ms: number; failures: number };

const toMs = (value: string, unit: string) => Number(value) * (unit === "s" ? 1000 : unit === "us" ? 0.001 : 1);

/** Runs wrk with one thread, so that the load generator leaves the measured cores free. */
async function load(url: string, cookie: string): Promise<Load> {
  const options = ["-t1", `-c${connections}`, `-d${seconds}s`, "--latency", "-H", `Cookie: ${cookie}`, url];
  const { stdout } = await promisify(execFile)("wrk", options);
  const [, p99 = "0", unit = "ms"] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0),
    p99Ms: toMs(p99, unit),
    failures: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0),
  };
}

/** Measures the record route (later requests for a status are polls, which have no entries) at 50 connections with PostgreSQL; both log entries are committed before each response. */
export async function run(): Promise<Rows> {
  const postgres = await startPostgres();
  const upstream = spawn(process.execPath, ["--import", "./scripts/typescript.mjs", "bench/support/upstream.ts"], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [line] = (await once(createInterface({ input: upstream.stdout as NodeJS.ReadableStream }), "line")) as [string];
  const server = await startServer({
    SKRIBBLE_API_URL: `${(JSON.parse(line) as { url: string }).url}/v3`,
    SKRIBBLE_API_USERNAME: "api_demo_bench",
    SKRIBBLE_API_KEY: "no-secret",
    AUTH_DEMO: "1",
    DATABASE_URL: postgres.url(),
  });
  try {
    const client = new ApiClient(server.url);
    await client.signIn("reviewer");
    const path = "/api/signature-requests/mb-1/evidence/e-mb-1/record";
    for (let warm = 0; warm < 300; warm++) await client.send(path);
    const bare = await load(`${server.url}/api/health/live`, "");
    const count = async () => Number((await postgres.sql("select count(*) from log_entries")).rows[0].count);
    const before = await count();
    const status = await load(`${server.url}${path}`, client.cookie);
    client.end();
    const entries = ((await count()) - before) / (status.perSecond * seconds);
    if (status.failures > 0) throw new Error(`${status.failures} responses did not have status 200.`);
    return {
      rows: [
        {
          measure: `record with two entries committed, ${connections} connections, PostgreSQL`,
          ours: `${status.perSecond.toFixed(0)}/s`,
          peer: `${bare.perSecond.toFixed(0)}/s (a bare route of the same server)`,
          ratio: status.perSecond / bare.perSecond,
          target: "at least 150/s",
          met: status.perSecond >= 150 && entries >= 1.9,
        },
        {
          measure: "the same, slowest in a hundred",
          ours: `${status.p99Ms.toFixed(0)} ms`,
          peer: `${bare.p99Ms.toFixed(0)} ms`,
          ratio: status.p99Ms / bare.p99Ms,
          target: "at most 250 ms",
          met: status.p99Ms <= 250,
        },
      ],
    };
  } finally {
    await server.end();
    upstream.disconnect();
    await postgres.end();
  }
}
