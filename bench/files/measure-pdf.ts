import type { Page } from "playwright";
import { readRendererBytes, watchRendererBytes } from "../../e2e/support/renderer-memory.ts";
import { makePages, moreStart, pdfStream } from "../../lib/formats/pdf/make-pdf.fixture.ts";
import { makeArchive } from "../../lib/formats/zip/test-archive.fixture.ts";
import type { Row } from "../rows.ts";
import { openFiles, watch, withPage } from "./measure-product.ts";
import { mebibytes, median, ms } from "./words.ts";

const pages = 200;
const text = Array.from({ length: 40 }, (_, line) => `1 0 0 1 20 ${190 - line * 4} Tm (Line ${line} of a contract) Tj`);

/** A contract of 200 pages with text on each. */
const makeContract = () =>
  makePages(
    Array.from({ length: pages }, () => ({
      draw: `BT /F1 3 Tf ${text.join("\n")} ET`,
      resources: `/Font<</F1 ${moreStart(pages)} 0 R>>`,
    })),
    ["<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"],
  );

/** Width and height of the scan. */
const scanPixels = [6500, 9230] as const;

const makeScan = (scan: Uint8Array, [width, height]: readonly [number, number]) =>
  makePages(
    [{ draw: "300 0 0 200 0 0 cm /I1 Do", resources: "/XObject<</I1 5 0 R>>" }],
    [
      pdfStream(
        `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`,
        Buffer.from(scan),
      ),
    ],
  );

/** An archive whose first file is a contract of 200 pages, and the second a scan of 60 megapixels. */
export const makePdfs = (scan: Uint8Array): Uint8Array =>
  makeArchive({
    entries: [
      { name: "contract.pdf", data: makeContract(), method: 0 },
      { name: "scan.pdf", data: makeScan(scan, scanPixels), method: 0 },
    ],
  });

const row = (measure: string, ours: string, target: string, met: boolean): Row => ({
  measure: `PDF: ${measure}`,
  ours,
  peer: "",
  ratio: null,
  target,
  met,
});

/** Scrolls a contract of 200 pages, and opens a scan of 60 megapixels. */
export async function measurePdf(url: string, times: number): Promise<Row[]> {
  const tasks: number[] = [];
  const drawn: number[] = [];
  const growths: number[] = [];
  for (let round = 0; round < times; round += 1) {
    await withPage(url, async (page) => {
      await openFiles(page);
      await openRow(page, 2);
      await watch(page);
      tasks.push(await scroll(page));
    });
    await withPage(url, async (page, browser) => {
      await openFiles(page);
      const before = await readRendererBytes(browser);
      const most = await watchRendererBytes(browser, async () => void drawn.push(await openRow(page, 3)));
      growths.push(most - before);
    });
  }
  const [task, time, growth] = [median(tasks), median(drawn), median(growths)];
  return [
    row("longest task while 200 pages scroll", ms(task), "at most 100 ms", task <= 100),
    row("60 MP scan on screen", ms(time), "at most 1,500 ms", time <= 1500),
    row("growth of the tab by a 60 MP scan", mebibytes(growth), "at most 300 MiB", growth <= 300 * 1024 * 1024),
  ];
}

/** Milliseconds from the click on a row until its first page is drawn. */
const openRow = (page: Page, index: number): Promise<number> =>
  page.evaluate(async (at) => {
    const startedAt = performance.now();
    document.querySelector<HTMLElement>(`[role="row"][aria-rowindex="${at}"]`)?.click();
    while (!document.querySelector('[aria-label="Preview"] [data-drawn="true"]'))
      await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  }, index);

/** Scrolls to the end in steps of half a screen, one in each frame. @returns the longest task above 50 ms, or 0 */
const scroll = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const current = window as unknown as { tasks: number[] };
    const region = document.querySelector<HTMLElement>('[aria-label="Preview"] [aria-label="200 pages"]');
    if (region === null) throw new Error("The pages are not on screen");
    current.tasks.length = 0;
    while (region.scrollTop + region.clientHeight < region.scrollHeight - 1) {
      region.scrollTop += region.clientHeight / 2;
      await new Promise(requestAnimationFrame);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return Math.max(0, ...current.tasks);
  });
