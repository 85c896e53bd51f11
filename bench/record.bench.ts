import { execFileSync } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { chromium, type Page } from "playwright";
import { build } from "vite";
import { chromiumLaunchOptions } from "../e2e/support/chromium.mjs";
import type { Bench } from "./record/page.tsx";
import type { Row, Rows } from "./rows.ts";

export const name = "record";

/** `BENCH_RECORD="1 MB"` (or several names, with commas) measures these texts alone, `BENCH_PEERS=0` without the other viewers. */
const wantedTexts = process.env.BENCH_RECORD?.split(",").map((text) => text.trim());
const wantsPeers = process.env.BENCH_PEERS !== "0";
const rounds = 5;
const peerLimitMs = 60_000;
const peers = ["react-json-tree", "vanilla-jsoneditor"] as const;
/** Versions that the figures are held against; they are installed into a temporary folder, never into the product. */
const peerPackages = ["react-json-tree@0.20.0", "vanilla-jsoneditor@3.13.0", "react@19", "react-dom@19"];
const peerEntry = `
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { JSONTree } from "react-json-tree";
import { createJSONEditor } from "vanilla-jsoneditor";
window.peers = {
  "react-json-tree": (host, text) =>
    createRoot(host).render(createElement(JSONTree, { data: JSON.parse(text), shouldExpandNodeInitially: (_, __, level) => level < 2 })),
  "vanilla-jsoneditor": (host, text) =>
    createJSONEditor({ target: host, props: { content: { text }, mode: "tree", readOnly: true } }),
};`;

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const ms = (value: number) => (Number.isFinite(value) ? `${value.toFixed(value < 10 ? 1 : 0)} ms` : "not within 60 s");

async function buildPage(folder: string): Promise<boolean> {
  const shared = { configFile: false as const, logLevel: "error" as const, mode: "production" };
  await build({
    ...shared,
    root: "bench/record",
    build: { outDir: join(folder, "site"), emptyOutDir: true },
    worker: { format: "es" },
  });
  if (!wantsPeers) return false;
  const peerFolder = join(folder, "peers");
  await mkdir(peerFolder);
  await writeFile(join(peerFolder, "package.json"), "{}");
  await writeFile(join(peerFolder, "entry.js"), peerEntry);
  try {
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...peerPackages], {
      cwd: peerFolder,
      stdio: "ignore",
    });
  } catch {
    console.log("The other viewers could not be installed (no registry?): their rows are left out.");
    return false;
  }
  const output = { entryFileNames: "peers.js" };
  const lib = { entry: join(peerFolder, "entry.js"), formats: ["es" as const] };
  const define = { "process.env.NODE_ENV": '"production"' };
  await build({
    ...shared,
    root: peerFolder,
    define,
    css: { postcss: {} },
    build: { lib, outDir: join(folder, "site/peers"), rollupOptions: { output } },
  });
  return true;
}

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The files, isolated from other origins: only then may a page measure its own memory. */
async function serveFiles(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const file = join(folder, path === "/" ? "index.html" : path);
    if (!file.startsWith(folder) || !existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

declare const bench: Bench;

type Limits = { first: number; hit: number | null };
const texts: Record<string, Limits> = {
  "1 MB": { first: 50, hit: 20 },
  "10 MB": { first: 60, hit: 60 },
  "100 MB": { first: 100, hit: 400 },
  "10,000 levels": { first: 50, hit: null },
  "flat array of 100,000": { first: 50, hit: null },
};

type Measured = { rows: Row[]; first: number; blocked: number };

/** A fresh page per text: what one text leaves behind must not weigh on the next. */
async function measureText(page: Page, text: string, limits: Limits): Promise<Measured> {
  const sizeBytes = await page.evaluate((wanted) => bench.prepare(wanted), text);
  const big = text === "100 MB";
  const parses: number[] = [];
  const opened: Awaited<ReturnType<Bench["open"]>>[] = [];
  const searched: Awaited<ReturnType<Bench["search"]>>[] = [];
  for (let round = 0; round < rounds; round++) {
    parses.push(await page.evaluate(() => bench.parse()));
    opened.push(await page.evaluate(() => bench.open()));
    if (limits.hit !== null) searched.push(await page.evaluate(() => bench.search()));
  }
  const parse = median(parses);
  const first = median(opened.map(({ firstRowsMs }) => firstRowsMs));
  const read = median(opened.map(({ readMs }) => readMs));
  const hit = median(searched.map(({ hitMs }) => hitMs));
  const blocked = Math.max(...[...opened, ...searched].map(({ blockedMs }) => blockedMs));
  const peer = `JSON.parse ${ms(parse)}`;
  const firstLimit = big ? Math.min(limits.first, 0.2 * parse) : limits.first;
  const rows: Row[] = [
    {
      measure: `${text}: first rows painted`,
      ours: ms(first),
      peer,
      ratio: first / parse,
      target: `at most ${ms(firstLimit)}`,
      met: first <= firstLimit,
    },
    {
      measure: `${text}: every row reachable, validated`,
      ours: ms(read),
      peer,
      ratio: read / parse,
      target: big ? "at most 1.0 × parse" : "–",
      met: !big || read <= parse,
    },
  ];
  if (limits.hit !== null) {
    rows.push({
      measure: `${text}: first hit at 90 %`,
      ours: ms(hit),
      peer,
      ratio: hit / parse,
      target: `at most ${limits.hit} ms`,
      met: hit <= limits.hit,
    });
  }
  rows.push({
    measure: `${text}: longest main-thread task`,
    ours: ms(blocked),
    peer,
    ratio: null,
    target: "at most 50 ms",
    met: blocked <= 50,
  });
  if (text !== "10,000 levels") {
    const { longestFrameMs, elements } = await page.evaluate(() => bench.scroll());
    rows.push({
      measure: `${text}: scrolling 20 screens, longest frame`,
      ours: ms(longestFrameMs),
      peer: "–",
      ratio: null,
      target: "at most 34 ms",
      met: longestFrameMs <= 34,
    });
    rows.push({
      measure: `${text}: elements in the tree`,
      ours: String(elements),
      peer: "–",
      ratio: null,
      target: "fewer than 300",
      met: elements < 300,
    });
  }
  if (big) rows.push(await measureMemory(page, sizeBytes));
  return { rows, first, blocked };
}

async function measureMemory(page: Page, sizeBytes: number): Promise<Row> {
  await page.evaluate(() => bench.clear());
  await page.evaluate(() => bench.dropText());
  const before = await page.evaluate(() => bench.memory());
  await page.evaluate(() => bench.open());
  const after = await page.evaluate(() => bench.memory());
  const share = (after - before - sizeBytes) / sizeBytes;
  await page.evaluate(() => bench.prepare("100 MB"));
  return {
    measure: "100 MB: memory above the bytes",
    ours: `${((share * sizeBytes) / 1e6).toFixed(0)} MB`,
    peer: `${(sizeBytes / 1e6).toFixed(0)} MB of bytes`,
    ratio: share,
    target: "at most 0.6 × the bytes",
    met: share <= 0.6,
  };
}

/** A viewer that blocks its page cannot be stopped from within: each has a page of its own, closed after a minute. */
async function measurePeer(page: Page, text: string, other: string): Promise<{ shownMs: number; blockedMs: number }> {
  const never = { shownMs: Number.POSITIVE_INFINITY, blockedMs: Number.POSITIVE_INFINITY };
  const measured = (async () => {
    await page.addScriptTag({ url: "/peers/peers.js", type: "module" });
    await page.evaluate((wanted) => bench.prepare(wanted), text);
    return page.evaluate((peer) => bench.openPeer(peer), other);
  })().catch(() => never);
  return Promise.race([
    measured,
    new Promise<typeof never>((resolve) => setTimeout(() => resolve(never), peerLimitMs)),
  ]);
}

function comparePeer(
  text: string,
  other: string,
  ours: Measured,
  theirs: { shownMs: number; blockedMs: number },
): Row[] {
  const { first, blocked } = ours;
  return [
    {
      measure: `${text}: first rows beside ${other}`,
      ours: ms(first),
      peer: ms(theirs.shownMs),
      ratio: first / theirs.shownMs,
      target: "–",
      met: first <= theirs.shownMs,
    },
    {
      measure: `${text}: blocked page beside ${other}`,
      ours: ms(blocked),
      peer: ms(theirs.blockedMs),
      ratio: blocked / theirs.blockedMs,
      target: "–",
      met: blocked <= theirs.blockedMs,
    },
  ];
}

/** The record viewer in a real Chromium, held against JSON.parse of the same text in the same page and against two other viewers. */
export async function run(): Promise<Rows> {
  const folder = await mkdtemp(join(tmpdir(), "record-bench-"));
  const withPeers = await buildPage(folder);
  const server = await serveFiles(join(folder, "site"));
  const { port } = server.address() as AddressInfo;
  const options = chromiumLaunchOptions();
  const browser = await chromium.launch({
    ...options,
    args: [...options.args, "--enable-blink-features=ForceEagerMeasureMemory"],
  });
  const rows: Row[] = [];
  try {
    const openPage = async () => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`http://127.0.0.1:${port}/`);
      return page;
    };
    for (const [text, limits] of Object.entries(texts)) {
      if (wantedTexts && !wantedTexts.includes(text)) continue;
      const page = await openPage();
      const ours = await measureText(page, text, limits);
      rows.push(...ours.rows);
      await page.close();
      for (const other of withPeers ? peers : []) {
        const peerPage = await openPage();
        rows.push(...comparePeer(text, other, ours, await measurePeer(peerPage, text, other)));
        await peerPage.close({ runBeforeUnload: false });
      }
    }
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { rows };
}
