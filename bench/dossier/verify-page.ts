import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright";
import { readRendererBytes, watchRendererBytes } from "../../e2e/support/renderer-memory.ts";
import { chromiumLaunchOptions } from "../../scripts/test/chromium.mjs";

export type Verified = { tookMs: number; growth: number; outcome: string; peerMs: number };

async function choose(browser: Browser, path: string) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(resolve("lib/dossier/release/verify.html")).href);
  const before = await readRendererBytes(browser);
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose dossier" }).click();
  const chooser = await chosen;
  const startedAt = performance.now();
  let tookMs = 0;
  const most = await watchRendererBytes(browser, async () => {
    await chooser.setFiles(path);
    await page.getByRole("table", { name: "Checks" }).waitFor({ timeout: 120_000 });
    tookMs = performance.now() - startedAt;
  });
  const { outcome } = JSON.parse((await page.locator("script#result").textContent()) ?? "");
  return { tookMs, growth: most - before, outcome: String(outcome) };
}

/** Checks a dossier with verify.html in a browser of its own, and digests the same file with `sha256sum`. */
export async function verifyWithPage(path: string): Promise<Verified> {
  const startedAt = performance.now();
  execFileSync("sha256sum", [path]);
  const peerMs = performance.now() - startedAt;
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    return { ...(await choose(browser, path)), peerMs };
  } finally {
    await browser.close();
  }
}
