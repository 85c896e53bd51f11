import { readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright";
import { chromiumLaunchOptions } from "../e2e/support/chromium.mjs";
import { startFilesServer } from "../e2e/support/files-provider.ts";
import { signIn } from "../e2e/support/sign-in.ts";
import { findCase } from "../sandbox/cases.ts";
import { makeSamples, type Sample } from "./files/make-samples.ts";
import { hasZipJs, serveReaders } from "./files/serve-readers.ts";
import type { Row, Rows } from "./rows.ts";

export const name = "files";

const times = Number(process.env.BENCH_TIMES ?? 3);
const { srId, evidenceIds } = findCase("nfc-completed");
const tab = `/signature-requests/${srId}/evidence/${evidenceIds[0]}/files`;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const ms = (value: number | null) => (value === null ? "not there" : `${value.toFixed(value < 10 ? 1 : 0)} ms`);
const mib = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;

type Readers = {
  askPeer(job: string, blob: Blob): Promise<number | null>;
  askOurs(blob: Blob): Promise<{ list: number; digests: number }>;
};

/** Our reader and its peers at the same archive, one after the other in the same page, `times` times. */
async function compareReaders(page: Page, index: number, sample: Sample): Promise<Row[]> {
  const jobs = [
    "jszip list",
    "jszip digests",
    ...(hasZipJs() ? ["zip.js list", "zip.js digests"] : []),
    ...(sample.digestPeer === "fflate" ? ["fflate digests"] : []),
  ];
  const runs: Record<string, number[]> = {};
  for (let round = 0; round < times; round += 1) {
    const measured = await page.evaluate(
      async ([archive, wanted]) => {
        const readers = window as unknown as Readers;
        const blob = await (await fetch(`/archive/${archive}`)).blob();
        const ours = await readers.askOurs(blob);
        const all: Record<string, number | null> = { "our list": ours.list, "our digests": ours.digests };
        for (const job of wanted) all[job] = await readers.askPeer(job, blob);
        return all;
      },
      [index, jobs] as const,
    );
    for (const [job, value] of Object.entries(measured)) if (value !== null) runs[job] = [...(runs[job] ?? []), value];
  }
  const of = (job: string) => (runs[job] ? median(runs[job]) : null);
  const rows: Row[] = [];
  const compare = (
    measure: string,
    ours: number,
    peer: string,
    limit: number | null,
    target: string,
    met?: boolean,
  ) => {
    const theirs = of(peer);
    const ratio = theirs === null ? null : ours / theirs;
    rows.push({
      measure: `${sample.name}: ${measure}`,
      ours: ms(ours),
      peer: `${peer} ${ms(theirs)}`,
      ratio,
      target,
      met: met ?? (limit === null || (ratio !== null && ratio <= limit)),
    });
  };
  const list = of("our list") ?? Number.NaN;
  const digests = of("our digests") ?? Number.NaN;
  compare(
    "list read and compared (worker)",
    list,
    "jszip list",
    null,
    `at most ${sample.listMs} ms`,
    list <= sample.listMs,
  );
  compare(
    "every digest and CRC",
    digests,
    `${sample.digestPeer} digests`,
    sample.digestRatio,
    `at most ${sample.digestRatio} × ${sample.digestPeer}`,
  );
  if (sample.digestPeer !== "jszip") compare("every digest and CRC", digests, "jszip digests", null, "for comparison");
  if (hasZipJs()) {
    compare("list", list, "zip.js list", null, "for comparison");
    compare("every digest and CRC", digests, "zip.js digests", null, "for comparison");
  }
  return rows;
}

/** Private memory of all renderer processes of this browser, in bytes. */
async function readRendererBytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  let sum = 0;
  for (const { type, id } of processInfo) {
    if (type !== "renderer") continue;
    const text = readFileSync(`/proc/${id}/smaps_rollup`, "utf8");
    for (const kind of ["Private_Clean", "Private_Dirty"])
      sum += Number(new RegExp(`${kind}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) * 1024;
  }
  return sum;
}

/** The product itself: from the last byte to the list on screen, a picture on screen, memory and the longest task meanwhile. */
async function measureProduct(url: string, sample: Sample): Promise<Row[]> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await (await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } })).newPage();
    await signIn(page, "reviewer");
    await page.goto(tab.replace(/\/files$/, ""), { waitUntil: "networkidle" });
    await page.evaluate(() => {
      const held = window as unknown as { tasks: number[]; listAt: number };
      held.tasks = [];
      held.listAt = 0;
      new PerformanceObserver((entries) =>
        held.tasks.push(...entries.getEntries().map((entry) => entry.duration)),
      ).observe({ type: "longtask" });
      new MutationObserver(() => {
        if (held.listAt === 0 && document.querySelector('[aria-label="Evidence files"] [aria-rowindex="2"]'))
          held.listAt = performance.now();
      }).observe(document.body, { childList: true, subtree: true });
    });
    const before = await readRendererBytes(browser);
    let most = before;
    const sampler = setInterval(
      () =>
        void readRendererBytes(browser).then(
          (bytes) => {
            most = Math.max(most, bytes);
          },
          () => undefined,
        ),
      250,
    );
    await page.getByRole("navigation", { name: "Evidence" }).getByRole("link", { name: "Files" }).click();
    await page.getByText(/, archive whole/).waitFor({ timeout: 300_000 });
    clearInterval(sampler);
    const seen = await page.evaluate(() => {
      const held = window as unknown as { tasks: number[]; listAt: number };
      const fetched = performance
        .getEntriesByType("resource")
        .filter((entry) => /\/api\/.*\/files$/.test(entry.name)) as PerformanceResourceTiming[];
      return { list: held.listAt - (fetched.at(-1)?.responseEnd ?? 0), longest: Math.max(0, ...held.tasks) };
    });
    const rows: Row[] = [
      row(
        sample,
        "list on screen after the last byte",
        ms(seen.list),
        `at most ${sample.listMs} ms`,
        seen.list <= sample.listMs,
      ),
      row(
        sample,
        "growth of the tab",
        mib(most - before),
        `at most ${sample.growthMib} MiB`,
        (most - before) / 1024 / 1024 <= sample.growthMib,
      ),
      row(sample, "longest task of the page", ms(seen.longest), "at most 50 ms", seen.longest <= 50),
    ];
    if (sample.name.startsWith("100 MB") || sample.name.startsWith("500 MB")) {
      const picture = median(await showPicture(page));
      rows.push(row(sample, "3 MB JPEG on screen", ms(picture), "at most 200 ms", picture <= 200));
    }
    return rows;
  } finally {
    await browser.close();
  }
}

const row = (sample: Sample, measure: string, ours: string, target: string, met: boolean): Row => ({
  measure: `${sample.name}: ${measure}`,
  ours,
  peer: "",
  ratio: null,
  target,
  met,
});

/** From the click on its row until the picture is decoded, several times. */
async function showPicture(page: Page): Promise<number[]> {
  const measured: number[] = [];
  for (let round = 0; round < times; round += 1) {
    await page.locator('[role="row"][aria-rowindex="2"]').click();
    await page.waitForTimeout(400);
    measured.push(
      await page.evaluate(async () => {
        const startedAt = performance.now();
        document.querySelector<HTMLElement>('[role="row"][aria-rowindex="3"]')?.click();
        for (;;) {
          const image = document.querySelector<HTMLImageElement>('[aria-label="Preview"] img');
          if (image?.complete && image.naturalWidth > 0) {
            await image.decode();
            return performance.now() - startedAt;
          }
          await new Promise(requestAnimationFrame);
        }
      }),
    );
  }
  return measured;
}

/** A JPEG of about 3 MB, drawn by the browser itself. */
async function makePicture(browser: Browser): Promise<Uint8Array> {
  const page = await browser.newPage();
  const text = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3000, 2000);
    const context = canvas.getContext("2d");
    if (!context) return "";
    const image = context.createImageData(canvas.width, canvas.height);
    for (let at = 0; at < image.data.length; at += 4) {
      const value = 128 + 60 * Math.sin(at / 9000) + ((at * 7919) % 41);
      image.data.set([value, value * 0.9, value * 0.8 + ((at * 31) % 23), 255], at);
    }
    context.putImageData(image, 0, 0);
    for (let quality = 0.95; ; quality -= 0.05) {
      const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
      if (blob.size > 3_200_000 && quality > 0.2) continue;
      return new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
        reader.readAsDataURL(blob);
      });
    }
  });
  await page.close();
  return Buffer.from(text, "base64");
}

/** Four archives, our reader beside JSZip, zip.js and fflate in the same run, and the product's own page. `BENCH_FILES=0,3` picks archives. */
export async function run(): Promise<Rows> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  const picked = process.env.BENCH_FILES?.split(",").map(Number);
  const samples = makeSamples(await makePicture(browser));
  const readers = await serveReaders(samples.map((sample) => sample.archive));
  const product = await startFilesServer();
  const rows: Row[] = [];
  try {
    const page = await browser.newPage();
    await page.goto(readers.url);
    for (const [index, sample] of samples.entries()) {
      if (picked && !picked.includes(index)) continue;
      rows.push(...(await compareReaders(page, index, sample)));
      product.serve(sample.archive);
      rows.push(...(await measureProduct(product.url, sample)));
    }
  } finally {
    await browser.close();
    readers.server.closeAllConnections();
    readers.server.close();
    await product.end();
  }
  return { rows };
}
