import type { Page } from "playwright";
import { readRendererBytes, watchRendererBytes } from "../../e2e/support/renderer-memory.ts";
import type { Row } from "../rows.ts";
import { openFiles, withPage } from "./measure-product.ts";
import { mebibytes, median, ms } from "./words.ts";

const target = { ms: 1500, mib: 300 } as const;

/** Time from the click on the file until its picture is painted, and the growth of the renderers meanwhile. */
export async function measureScan(url: string, name: string, times: number): Promise<Row[]> {
  const shown: number[] = [];
  const growths: number[] = [];
  for (let round = 0; round < times; round += 1)
    await withPage(url, async (page) => {
      await openFiles(page);
      shown.push(await showScan(page));
    });
  for (let round = 0; round < Math.min(times, 3); round += 1)
    await withPage(url, async (page, browser) => {
      await openFiles(page);
      const before = await readRendererBytes(browser);
      const most = await watchRendererBytes(browser, async () => {
        await showScan(page);
        // The examination of the structure goes on behind the picture.
        await page.waitForTimeout(1000);
      });
      growths.push(most - before);
    });
  const [time, growth] = [median(shown), median(growths)];
  const row = (measure: string, ours: string, bound: string, met: boolean): Row => ({
    measure: `${name}: ${measure}`,
    ours,
    peer: "",
    ratio: null,
    target: bound,
    met,
  });
  return [
    row("on screen", ms(time), `at most ${target.ms} ms`, time <= target.ms),
    row("growth of the tab", mebibytes(growth), `at most ${target.mib} MiB`, growth <= target.mib * 1024 * 1024),
  ];
}

async function showScan(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const startedAt = performance.now();
    document.querySelector<HTMLElement>('[role="row"][aria-rowindex="3"]')?.click();
    for (;;) {
      const image = document.querySelector<HTMLImageElement>('[aria-label="Preview"] section img');
      if (image?.complete && image.naturalWidth > 0) {
        await image.decode();
        return performance.now() - startedAt;
      }
      await new Promise(requestAnimationFrame);
    }
  });
}
