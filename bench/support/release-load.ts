import { spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiClient } from "../../e2e/support/api-client.ts";
import { startServer } from "../../e2e/support/server.ts";

/** Milliseconds of a release; `slow` is the slowest of twenty. */
export type Pace = { median: number; slow: number };

export type ReleaseLoad = {
  /**
   * Measures releases, one after another, while `path` is read again and again, and without it. Both alternate, because the load
   * of the machine varies. `reads` counts the complete reads.
   */
  compare(path: string): Promise<{ idle: Pace; busy: Pace; reads: number }>;
  end(): Promise<void>;
};

const rounds = 6;
const releasesOfRound = 30;

function paceOf(times: readonly number[]): Pace {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { median: at(0.5), slow: at(0.95) };
}

/** Reads and discards one response. @throws Error unless it is a complete 200; an abort by `signal` is not a failure */
function drain(url: string, cookie: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const call = get(url, { headers: { cookie }, agent: false, signal }, (response) => {
      response.resume();
      response.on("error", () => {});
      response.on("close", () => {
        if (signal.aborted) resolve(false);
        else if (response.complete && response.statusCode === 200) resolve(true);
        else reject(new Error(`${url} returned ${response.statusCode}, complete: ${response.complete}`));
      });
    });
    call.on("error", (error) => (signal.aborted ? resolve(false) : reject(error)));
  });
}

async function signIn(url: string, account: "reviewer" | "auditor"): Promise<string> {
  const client = new ApiClient(url);
  await client.signIn(account);
  const { cookie } = client;
  client.end();
  return cookie;
}

/** Starts the production server on a filled log, with an upstream that answers at once. */
export async function startReleaseLoad(settings: Record<string, string>): Promise<ReleaseLoad> {
  const upstream = spawn(process.execPath, ["--import", "./scripts/typescript.mjs", "bench/support/upstream.ts"], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [line] = (await once(createInterface({ input: upstream.stdout as NodeJS.ReadableStream }), "line")) as [string];
  const provider = {
    SKRIBBLE_API_URL: `${(JSON.parse(line) as { url: string }).url}/v3`,
    SKRIBBLE_API_USERNAME: "api_demo_bench",
    SKRIBBLE_API_KEY: "no-secret",
    AUTH_DEMO: "1",
  };
  const server = await startServer({ ...provider, ...settings });
  const auditor = await signIn(server.url, "auditor");
  const reviewer = new ApiClient(server.url);
  await reviewer.signIn("reviewer");
  const release = async () => {
    const { status, tookMs } = await reviewer.send("/api/signature-requests/mb-1/evidence/e-mb-1/record");
    if (status !== 200) throw new Error(`A release returned ${status}.`);
    return tookMs;
  };
  for (let warm = 0; warm < 100; warm++) await release();

  async function readUntil(path: string, signal: AbortSignal): Promise<number> {
    let reads = 0;
    while (!signal.aborted) if (await drain(`${server.url}${path}`, auditor, signal)) reads += 1;
    return reads;
  }

  async function releaseMany(): Promise<number[]> {
    await sleep(100);
    const times: number[] = [];
    for (let run = 0; run < releasesOfRound; run++) {
      times.push(await release());
      await sleep(5);
    }
    return times;
  }

  return {
    async compare(path) {
      const idle: number[] = [];
      const busy: number[] = [];
      let reads = 0;
      for (let round = 0; round < rounds; round++) {
        idle.push(...(await releaseMany()));
        const stop = new AbortController();
        const released = releaseMany().finally(() => stop.abort());
        const [times, read] = await Promise.all([released, readUntil(path, stop.signal)]);
        busy.push(...times);
        reads += read;
      }
      return { idle: paceOf(idle), busy: paceOf(busy), reads };
    },
    async end() {
      reviewer.end();
      await server.end();
      upstream.disconnect();
    },
  };
}
