import { readProcessHealth } from "../e2e/support/process-health.ts";
import { apiPaths } from "../lib/paths.ts";
import type { Row, Rows } from "./rows.ts";
import { type Download, download, leave } from "./support/download.ts";
import { startNginx } from "./support/nginx.ts";
import { type Desk, startDesk } from "./support/product.ts";
import { startChild, startUpstream } from "./support/start-child.ts";

export const name = "gateway-stream";

const rounds = 5;
const sizeMb = Number(process.env.BENCH_STREAM_MB ?? 512);
const atOnce = 10;

const archive = (srId: string) => apiPaths.artefact(srId, `e-${srId}`, "files");
const source = (srId: string) => `/v3/signature-requests/${srId}/identification/e-${srId}/files`;
const fetchOurs = ({ server, cookie }: Desk, srId: string) => download(`${server.url}${archive(srId)}`, { cookie });
const rate = (seconds: number) => `${(sizeMb / seconds).toFixed(0)} MiB/s`;

/** Best of several rounds; candidates alternate, so that load on the machine affects all of them equally. */
async function race(candidates: Record<string, () => Promise<Download>>): Promise<Record<string, number>> {
  const best: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1)
    for (const [label, run] of Object.entries(candidates))
      best[label] = Math.min(best[label] ?? Number.POSITIVE_INFINITY, (await run()).seconds);
  return best;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function growthOf({ server }: Desk, work: () => Promise<unknown>): Promise<number> {
  const pid = server.process.pid ?? 0;
  const before = await readProcessHealth(pid);
  let highestMb = before?.residentMb ?? 0;
  const timer = setInterval(async () => {
    highestMb = Math.max(highestMb, (await readProcessHealth(pid))?.residentMb ?? 0);
  }, 100);
  await work().finally(() => clearInterval(timer));
  return highestMb - (before?.residentMb ?? 0);
}

/** Median of 21: from the upstream's first byte to the client's. */
async function measureFirstByte(desk: Desk): Promise<Row> {
  const delays: number[] = [];
  for (let turn = 0; turn < 21; turn += 1) delays.push((await fetchOurs(desk, "mb-2")).firstByteMs);
  const delayMs = median(delays);
  return {
    measure: "First byte of an archive, after the upstream's",
    ours: `${delayMs.toFixed(1)} ms`,
    peer: "",
    ratio: null,
    target: "within 20 ms",
    met: delayMs <= 20,
  };
}

/** Median of 21: from the client's reset until the upstream sees its connection closed. */
async function measureLetGo(desk: Desk, upstream: string): Promise<Row> {
  const delays: number[] = [];
  for (let turn = 0; turn < 21; turn += 1) {
    const leftAt = await leave(`${desk.server.url}${archive("mb-4096")}`, { cookie: desk.cookie });
    let seenAt = 0;
    while (seenAt < leftAt) seenAt = Number(await (await fetch(`${upstream}/left`)).text());
    delays.push(seenAt - leftAt);
  }
  const delayMs = median(delays);
  return {
    measure: "Upstream connection closed, after the client's reset",
    ours: `${delayMs.toFixed(1)} ms`,
    peer: "",
    ratio: null,
    target: "within 100 ms",
    met: delayMs <= 100,
  };
}

function compare(measure: string, ours: number, peer: number | undefined, peerName: string, least: number): Row[] {
  if (peer === undefined) return [];
  const ratio = peer / ours;
  const target = `at least ${Math.round(least * 100)} %`;
  return [{ measure, ours: rate(ours), peer: `${rate(peer)} ${peerName}`, ratio, target, met: ratio >= least }];
}

const growth = (measure: string, grewMb: number, limitMb: number): Row => ({
  measure,
  ours: `${grewMb} MB`,
  peer: "",
  ratio: null,
  target: `at most ${limitMb} MB`,
  met: grewMb <= limitMb,
});

/** Measures large archives through the gateway: throughput, memory, first byte. */
export async function run(): Promise<Rows> {
  const upstream = await startUpstream();
  const nginx = await startNginx(upstream.url);
  const pipe = await startChild(process.execPath, ["--import", "./scripts/typescript.mjs", "bench/support/pipe.ts"], {
    BENCH_UPSTREAM: upstream.url,
  });
  const desk = await startDesk(upstream.url);
  const bare = await startDesk(upstream.url, "log hash");
  const srId = `mb-${sizeMb}`;
  try {
    await fetchOurs(desk, srId);
    await fetchOurs(bare, srId);
    const best = await race({
      ours: () => fetchOurs(desk, srId),
      ...(nginx ? { nginx: () => download(`${nginx.url}${source(srId)}`) } : {}),
      bare: () => fetchOurs(bare, srId),
      pipe: () => download(`${pipe.url}${source(srId)}`),
    });
    const { ours = Number.NaN, bare: without = Number.NaN } = best;
    const one = await growthOf(desk, () => fetchOurs(desk, srId));
    const ten = await growthOf(desk, () =>
      Promise.all(Array.from({ length: atOnce }, () => fetchOurs(desk, "mb-128"))),
    );
    return {
      rows: [
        ...compare(`${sizeMb} MB through …/files, SHA-256 and log on`, ours, best.nginx, "nginx", 0.6),
        ...compare(`${sizeMb} MB, SHA-256 and log off`, without, best.nginx, "nginx", 0.95),
        ...compare(`${sizeMb} MB through …/files`, ours, best.pipe, "node:http pipe", 0.7),
        growth(`Memory over one stream of ${sizeMb} MB`, one, 48),
        growth(`Memory over ${atOnce} streams at once`, ten, 200),
        await measureFirstByte(desk),
        await measureLetGo(desk, upstream.url),
      ],
    };
  } finally {
    await Promise.all([desk.end(), bare.end(), pipe.end(), nginx?.end(), upstream.end()]);
  }
}
