import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { startFilesServer } from "../e2e/support/files-provider.ts";
import { makeArchive } from "../lib/formats/zip/test-archive.fixture.ts";
import { chromiumLaunchOptions } from "../scripts/test/chromium.mjs";
import { compareReaders } from "./files/compare-readers.ts";
import { findZipJs } from "./files/find-zip-js.ts";
import { makePicture } from "./files/make-picture.ts";
import { samples } from "./files/make-samples.ts";
import { makeScan, scans } from "./files/make-scan.ts";
import { makePdfs, measurePdf } from "./files/measure-pdf.ts";
import { measureProduct } from "./files/measure-product.ts";
import { measureScan } from "./files/measure-scan.ts";
import { serveReaders } from "./files/serve-readers.ts";
import type { Row, Rows } from "./rows.ts";

export const name = "files";

const times = Number(process.env.BENCH_TIMES ?? 3);

/**
 * Measures four archives with our reader, JSZip, zip.js and fflate in one run, and with the product's own page; then
 * two scans (numbers 4 and 5) and two PDFs (`pdf`) in its preview. `BENCH_FILES=0,3` selects; `BENCH_FILES_PART=readers` or `page` runs one half.
 */
export async function run(): Promise<Rows> {
  const { BENCH_FILES, BENCH_FILES_PART } = process.env;
  const wanted = BENCH_FILES?.split(",") ?? [...[...samples, ...scans].keys(), "pdf"].map(String);
  const picked = wanted.filter((one) => one !== "pdf").map(Number);
  const folder = await mkdtemp(join(tmpdir(), "bench-files-"));
  const browser = await chromium.launch(chromiumLaunchOptions());
  const zipJs = BENCH_FILES_PART === "page" ? null : findZipJs(folder);
  const readers = await serveReaders(zipJs);
  const product = BENCH_FILES_PART === "readers" ? null : await startFilesServer();
  const rows: Row[] = [];
  try {
    const picture = await makePicture(browser);
    for (const index of picked) {
      const sample = samples[index];
      const scan = scans[index - samples.length];
      if (scan && product) {
        const data = makeScan(folder, scan.interlace);
        product.serve(
          makeArchive({
            entries: [
              { name: "note.txt", data: "note" },
              { name: "scan.jpg", data, method: 0 },
            ],
          }),
        );
        rows.push(...(await measureScan(product.url, scan.name, times)));
      }
      if (!sample) continue;
      const archive = sample.make(picture);
      if (BENCH_FILES_PART !== "page") {
        readers.serve(archive);
        const page = await browser.newPage();
        await page.goto(readers.url);
        rows.push(...(await compareReaders(page, sample, times, zipJs !== null)));
        await page.close();
      }
      if (product) {
        product.serve(archive);
        rows.push(...(await measureProduct(product.url, sample, times)));
      }
    }
    if (product && wanted.includes("pdf")) {
      product.serve(makePdfs(makeScan(folder, "none")));
      rows.push(...(await measurePdf(product.url, times)));
    }
  } finally {
    await browser.close();
    readers.server.closeAllConnections();
    readers.server.close();
    await product?.end();
    await rm(folder, { recursive: true, force: true });
  }
  return { rows };
}
