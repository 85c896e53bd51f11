import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "playwright";
import { startServer } from "../e2e/support/server.ts";
import { signIn } from "../e2e/support/sign-in.ts";
import { findCase } from "../sandbox/cases.ts";
import { chromiumLaunchOptions } from "../scripts/test/chromium.mjs";
import type { Row, Rows } from "./rows.ts";

export const name = "first-load";

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
const gzipped = (bytes: Buffer) => gzipSync(bytes, { level: 6 }).length;

/** Size of the scripts that every page of this build loads. */
function measureEmptyPage(): number {
  const manifest = JSON.parse(readFileSync(".next/build-manifest.json", "utf8")) as { rootMainFiles: string[] };
  return manifest.rootMainFiles.reduce((sum, file) => sum + gzipped(readFileSync(`.next/${file}`)), 0);
}

/** Scripts that a browser with an empty cache fetches for this page before any interaction. */
async function measurePage(page: Page, path: string): Promise<Map<string, number>> {
  const scripts = new Map<string, number>();
  const reading: Promise<void>[] = [];
  page.on("response", (response) => {
    if (!/javascript/.test(response.headers()["content-type"] ?? "")) return;
    const file = new URL(response.url()).pathname;
    reading.push(response.body().then((body) => void scripts.set(file, gzipped(body))));
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await Promise.all(reading);
  return scripts;
}

const { srId, evidenceIds } = findCase("nfc-completed");
const pages = [
  { path: "/", label: "/", limitKb: 60 },
  { path: `/signature-requests/${srId}/evidence/${evidenceIds[0]}`, label: "evidence overview", limitKb: 100 },
];

/** Measures first-load JavaScript, gzip, above an empty Next page of the same build. `BENCH_DETAIL=1` lists each script. */
export async function run(): Promise<Rows> {
  const server = await startServer();
  const browser = await chromium.launch(chromiumLaunchOptions());
  const rows: Row[] = [];
  const empty = measureEmptyPage();
  try {
    for (const { path, label, limitKb } of pages) {
      const context = await browser.newContext({ baseURL: server.url });
      const page = await context.newPage();
      await signIn(page, "reviewer");
      const scripts = await measurePage(page, path);
      const total = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
      if (process.env.BENCH_DETAIL === "1") {
        for (const [file, bytes] of [...scripts].sort((a, b) => b[1] - a[1])) console.log(kilobytes(bytes), file);
      }
      rows.push({
        measure: `First load JavaScript of ${label}, gzip`,
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
