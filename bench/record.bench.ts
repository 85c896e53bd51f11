import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright";
import { chromiumLaunchOptions } from "../scripts/test/chromium.mjs";
import { buildPage } from "./record/build-page.ts";
import { comparePeer, measurePeer, peers } from "./record/measure-peer.ts";
import { measureText, texts } from "./record/measure-text.ts";
import type { Bench } from "./record/page.tsx";
import { serveFiles } from "./record/serve-files.ts";
import type { Row, Rows } from "./rows.ts";

declare const bench: Bench;

export const name = "record";
const settleDelayMs = 5_000;

/** `BENCH_RECORD="1 MB"` selects texts, separated by semicolons; `BENCH_PEERS=0` omits the other viewers. */
const wantedTexts = process.env.BENCH_RECORD?.split(";").map((text) => text.trim());
const wantsPeers = process.env.BENCH_PEERS !== "0";

/** Runs one uncounted round and waits, because a new browser is busy for several seconds. */
async function settle(openPage: () => Promise<Page>): Promise<void> {
  const page = await openPage();
  await page.evaluate(() => bench.prepare("1 MB"));
  await page.evaluate(() => bench.open());
  await page.evaluate(() => bench.search());
  await page.waitForTimeout(settleDelayMs);
  await page.close();
}

/** Measures the record viewer in Chromium, against JSON.parse of the same text and two other viewers. */
export async function run(): Promise<Rows> {
  const folder = await mkdtemp(join(tmpdir(), "record-bench-"));
  const withPeers = await buildPage(folder, wantsPeers);
  const server = await serveFiles(join(folder, "site"));
  const { port } = server.address() as AddressInfo;
  // The headless shell cannot measure a page's memory.
  const options = chromiumLaunchOptions(true);
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
    await settle(openPage);
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
