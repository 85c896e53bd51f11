import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { apiPaths } from "../lib/paths.ts";
import type { Row, Rows } from "./rows.ts";
import { type Desk, startDesk } from "./support/product.ts";
import { startChild, startUpstream } from "./support/start-child.ts";

export const name = "gateway-status";

const rounds = 3;
const run32 = promisify(execFile);

/** Requests per second at 32 connections, measured by wrk. @throws Error if a response is not 2xx */
async function measure(url: string, cookie?: string): Promise<number> {
  const { stdout } = await run32("wrk", ["-t1", "-c32", "-d4s", ...(cookie ? ["-H", `Cookie: ${cookie}`] : []), url]);
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} sent responses other than 2xx:\n${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
}

const perSecond = (value: number) => `${value.toFixed(0)}/s`;

function compare(label: string, ours: number, peer: number, target: string, least: number | null): Row {
  const ratio = ours / peer;
  return {
    measure: label,
    ours: perSecond(ours),
    peer: `${perSecond(peer)} bare Next route`,
    ratio,
    target,
    met: least === null || ratio >= least,
  };
}

/** Measures a 2 KB status through the gateway, against a Next route handler that forwards it without checks. */
export async function run(): Promise<Rows> {
  if (spawnSync("wrk", ["-v"]).error) {
    console.log("wrk is not installed, so requests per second are not measured.");
    return { rows: [] };
  }
  const built = spawnSync("next", ["build", "bench/bare-next"], { encoding: "utf8" });
  if (built.status !== 0)
    throw new Error(`The build of the bare Next application failed:\n${built.stdout}${built.stderr}`);
  const upstream = await startUpstream();
  const statusUrl = `${upstream.url}/v3/signature-requests/mb-1/identification/e-mb-1/status`;
  const bareNext = await startChild("next", ["start", "bench/bare-next", "-p", "0", "-H", "127.0.0.1"], {
    BENCH_UPSTREAM: statusUrl,
  });
  const desks: Desk[] = [await startDesk(upstream.url, "log"), await startDesk(upstream.url)];
  const urls = [
    ...desks.map(({ server, cookie }) => ({
      url: `${server.url}${apiPaths.artefact("mb-1", "e-mb-1", "status")}`,
      cookie,
    })),
    { url: `${bareNext.url}/proxy`, cookie: undefined },
  ];
  try {
    const best = [0, 0, 0];
    // The first round is a warm-up.
    for (let round = 0; round <= rounds; round += 1)
      for (const [at, { url, cookie }] of urls.entries()) {
        const rate = await measure(url, cookie);
        if (round > 0) best[at] = Math.max(best[at] ?? 0, rate);
      }
    const [withoutLog = 0, withLog = 0, bare = 0] = best;
    return {
      rows: [
        compare("Status of 2 KB, 32 connections, log off", withoutLog, bare, "at least 70 %", 0.7),
        compare("Status of 2 KB, 32 connections, log on", withLog, bare, "for information", null),
      ],
    };
  } finally {
    await Promise.all([...desks.map((desk) => desk.end()), bareNext.end(), upstream.end()]);
  }
}
