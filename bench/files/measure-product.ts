import { type Browser, chromium, type Page } from "playwright";
import { readRendererBytes, watchRendererBytes } from "../../e2e/support/renderer-memory.ts";
import { signIn } from "../../e2e/support/sign-in.ts";
import { findCase } from "../../sandbox/cases.ts";
import { chromiumLaunchOptions } from "../../scripts/test/chromium.mjs";
import type { Row } from "../rows.ts";
import type { Sample } from "./make-samples.ts";
import { mebibytes, median, ms } from "./words.ts";

const { srId, evidenceIds } = findCase("nfc-completed");
const overview = `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;

/** Measures list, tasks and picture in one run; memory in another, because sampling memory takes time. */
export async function measureProduct(url: string, sample: Sample, times: number): Promise<Row[]> {
  const lists: number[] = [];
  const tasks: number[] = [];
  const pictures: number[] = [];
  for (let round = 0; round < times; round += 1) {
    await withPage(url, async (page) => {
      await watch(page);
      await openFiles(page);
      const seen = await page.evaluate(readWatch);
      lists.push(seen.list);
      tasks.push(seen.longest);
      if (sample.hasPicture) pictures.push(...(await showPicture(page)));
    });
  }
  const growths: number[] = [];
  for (let round = 0; round < Math.min(times, 3); round += 1)
    await withPage(url, async (page, browser) => void growths.push(await measureGrowth(page, browser)));
  const [list, longest, growth] = [median(lists), median(tasks), median(growths)];
  const row = (measure: string, ours: string, target: string, met: boolean): Row => ({
    measure: `${sample.name}: ${measure}`,
    ours,
    peer: "",
    ratio: null,
    target,
    met,
  });
  const rows = [
    row("list on screen after the last byte", ms(list), `at most ${sample.listMs} ms`, list <= sample.listMs),
    row(
      "growth of the tab",
      mebibytes(growth),
      `at most ${sample.growthMib} MiB`,
      growth <= sample.growthMib * 1024 * 1024,
    ),
    row("longest task of the page", ms(longest), "at most 50 ms", longest <= 50),
  ];
  if (sample.hasPicture) {
    const picture = median(pictures);
    rows.push(row("3 MB JPEG on screen", ms(picture), "at most 200 ms", picture <= 200));
  }
  return rows;
}

export async function withPage(url: string, work: (page: Page, browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await (await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } })).newPage();
    await signIn(page, "reviewer");
    await page.goto(overview, { waitUntil: "networkidle" });
    await work(page, browser);
  } finally {
    await browser.close();
  }
}

export async function openFiles(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Evidence" }).getByRole("link", { name: "Files" }).click();
  await page.getByText(/, archive undamaged/).waitFor({ timeout: 300_000 });
}

type Watch = { tasks: number[]; listAt: number };

/** Records in the page when the first row is shown, and every task above 50 ms. */
export async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const current = window as unknown as Watch;
    current.tasks = [];
    current.listAt = 0;
    new PerformanceObserver((entries) =>
      current.tasks.push(...entries.getEntries().map((entry) => entry.duration)),
    ).observe({ type: "longtask" });
    new MutationObserver(() => {
      if (current.listAt === 0 && document.querySelector('[aria-label="Evidence files"] [aria-rowindex="2"]'))
        current.listAt = performance.now();
    }).observe(document.body, { childList: true, subtree: true });
  });
}

function readWatch(): { list: number; longest: number } {
  const current = window as unknown as Watch;
  const fetched = performance
    .getEntriesByType("resource")
    .filter((entry) => /\/api\/.*\/files$/.test(entry.name)) as PerformanceResourceTiming[];
  return { list: current.listAt - (fetched.at(-1)?.responseEnd ?? 0), longest: Math.max(0, ...current.tasks) };
}

/** Times from the click on the row until the picture is painted. Includes the first run, whose code loads with the list. */
async function showPicture(page: Page): Promise<number[]> {
  const measured: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    await page.locator('[role="row"][aria-rowindex="2"]').click();
    await page.waitForTimeout(500);
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

/** Peak growth of the renderers' private memory, in bytes. */
async function measureGrowth(page: Page, browser: Browser): Promise<number> {
  const before = await readRendererBytes(browser);
  return (await watchRendererBytes(browser, () => openFiles(page))) - before;
}
