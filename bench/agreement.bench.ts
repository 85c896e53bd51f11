import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { build } from "vite";
import { chromiumLaunchOptions } from "../scripts/test/chromium.mjs";
import type { Bench } from "./agreement/page.tsx";
import { serveFiles } from "./record/serve-files.ts";
import type { Rows } from "./rows.ts";

export const name = "agreement";

const rounds = 7;
const limitMs = 300;
const longestTaskMs = 50;
const [recordBytes, files, fileBytes] = [10_000_000, 100, 50_000];

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const ms = (value: number) => `${value.toFixed(0)} ms`;

declare const bench: Bench;

/** Compares all artefacts in Chromium, against JSON.parse of the record in the same page. */
export async function run(): Promise<Rows> {
  const folder = await mkdtemp(join(tmpdir(), "agreement-bench-"));
  await build({
    configFile: false,
    logLevel: "error",
    mode: "production",
    root: "bench/agreement",
    build: { outDir: join(folder, "site"), emptyOutDir: true },
    worker: { format: "es" },
  });
  const server = await serveFiles(join(folder, "site"));
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(([record, count, each]) => bench.prepare(record, count, each), [
      recordBytes,
      files,
      fileBytes,
    ] as const);
    const parses: number[] = [];
    const compared: Awaited<ReturnType<Bench["compare"]>>[] = [];
    const started: typeof compared = [];
    for (let round = 0; round < rounds; round++) {
      parses.push(await page.evaluate(() => bench.parse()));
      // Artefacts arrive in sequence, so the worker has started when the last one is compared.
      await page.evaluate(() => bench.forget());
      started.push(await page.evaluate(() => bench.compare()));
      compared.push(await page.evaluate(() => bench.compare()));
    }
    if (compared.some(({ proven, agreeing }) => proven !== files + 1 || agreeing < 8))
      throw new Error(`The comparison missed expected findings: ${JSON.stringify(compared[0])}`);
    const parse = median(parses);
    const responded = median(compared.map(({ responseMs }) => responseMs));
    const first = median(started.map(({ responseMs }) => responseMs));
    const blocked = Math.max(...[...started, ...compared].map(({ blockedMs }) => blockedMs));
    const what = "agreement over a record of 10 MB, a token and 100 files";
    const peer = `JSON.parse of the record alone ${ms(parse)}`;
    return {
      rows: [
        {
          measure: `${what}: response of the worker`,
          ours: ms(responded),
          peer,
          ratio: responded / parse,
          target: `at most ${limitMs} ms`,
          met: responded <= limitMs,
        },
        {
          measure: `${what}: the same, worker started for it`,
          ours: ms(first),
          peer,
          ratio: first / parse,
          target: "–",
          met: true,
        },
        {
          measure: `${what}: longest main-thread task`,
          ours: ms(blocked),
          peer,
          ratio: null,
          target: `at most ${longestTaskMs} ms`,
          met: blocked <= longestTaskMs,
        },
      ],
    };
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
