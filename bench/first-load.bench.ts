import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "playwright";
import { startServer } from "../e2e/support/server.ts";
import { signIn } from "../e2e/support/sign-in.ts";
import { findCase } from "../sandbox/cases.ts";
import { chromiumLaunchOptions } from "../scripts/test/chromium.mjs";
import { type Watched, watchPage } from "./desk/watch-page.ts";
import type { Row, Rows } from "./rows.ts";

export const name = "first-load";

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
const gzipped = (bytes: Buffer) => gzipSync(bytes, { level: 6 }).length;

/** Size of the scripts that every page of this build loads. */
function measureEmptyPage(): number {
  const manifest = JSON.parse(readFileSync(".next/build-manifest.json", "utf8")) as { rootMainFiles: string[] };
  return manifest.rootMainFiles.reduce((sum, file) => sum + gzipped(readFileSync(`.next/${file}`)), 0);
}

type Scripts = Map<string, number>;

/**
 * Scripts that a browser with an empty cache fetches before any interaction, and those among them that it requests in an idle moment
 * after `content` was on screen; null if the page requests nothing later.
 */
async function measurePage(
  page: Page,
  path: string,
  content: string | null,
): Promise<{ first: Scripts; idle: Scripts }> {
  const sizes: Scripts = new Map();
  const reading: Promise<void>[] = [];
  page.on("response", (response) => {
    if (!/javascript/.test(response.headers()["content-type"] ?? "")) return;
    const file = new URL(response.url()).pathname;
    reading.push(response.body().then((body) => void sizes.set(file, gzipped(body))));
  });
  await page.addInitScript(watchPage, content === null ? {} : { content });
  await page.goto(path, { waitUntil: "networkidle" });
  await Promise.all(reading);
  // Scripts of workers are not among the page's own requests: they start when the page is idle.
  const early = await page.evaluate(() => {
    const seenAt = (window as unknown as { watched: Watched }).watched.seenAt.content ?? Number.POSITIVE_INFINITY;
    const entries = performance.getEntriesByType("resource");
    return entries.filter(({ startTime }) => startTime <= seenAt).map(({ name }) => new URL(name).pathname);
  });
  const isFirst = ([file]: [string, number]) => content === null || early.includes(file);
  return {
    first: new Map([...sizes].filter(isFirst)),
    idle: new Map([...sizes].filter((one) => !isFirst(one))),
  };
}

const { srId, evidenceIds } = findCase("nfc-completed");
const timeline = 'main [aria-label="Identification timeline"] li';
const pages = [
  { path: "/", label: "/", content: null, limitKb: 60 },
  {
    path: `/signature-requests/${srId}/evidence/${evidenceIds[0]}`,
    label: "evidence overview",
    content: timeline,
    limitKb: 100,
  },
];

/** Measures first-load JavaScript, gzip, above an empty Next page of the same build. `BENCH_DETAIL=1` lists each script. */
export async function run(): Promise<Rows> {
  const server = await startServer();
  const browser = await chromium.launch(chromiumLaunchOptions());
  const rows: Row[] = [];
  const empty = measureEmptyPage();
  try {
    for (const { path, label, content, limitKb } of pages) {
      const context = await browser.newContext({ baseURL: server.url });
      const page = await context.newPage();
      await signIn(page, "reviewer");
      const { first, idle } = await measurePage(page, path, content);
      const sum = (scripts: Scripts) => [...scripts.values()].reduce((bytes, more) => bytes + more, 0);
      const total = sum(first);
      if (process.env.BENCH_DETAIL === "1") {
        for (const [file, bytes] of [...first].sort((a, b) => b[1] - a[1])) console.log(kilobytes(bytes), file);
      }
      rows.push({
        measure: `First load JavaScript of ${label}, gzip (when idle after it: ${kilobytes(sum(idle))})`,
        ours: kilobytes(total),
        peer: `${kilobytes(empty)} empty page`,
        ratio: total / empty,
        target: `at most ${limitKb} KB above`,
        met: total - empty <= limitKb * 1024,
      });
      await context.close();
    }
  } finally {
    await browser.close();
    await server.end();
  }
  return { rows };
}
