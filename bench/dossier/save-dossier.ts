import { statSync } from "node:fs";
import type { Page } from "playwright";

export type Saved = { path: string; sizeBytes: number; tookMs: number };

/** Fetches and checks everything, and waits until the archive has its digest, which is computed last. */
export async function checkEverything(page: Page): Promise<void> {
  const tabs = page.getByRole("navigation", { name: "Evidence" });
  await page.getByRole("button", { name: "Check everything" }).click();
  await page
    .getByRole("status", { name: "Conclusion" })
    .getByRole("heading")
    .filter({ hasText: /^(?:Consistent|Contradiction found|Cannot tell)/ })
    .waitFor({ timeout: 300_000 });
  await tabs.getByRole("link", { name: "Files" }).click();
  await page.getByText(/, archive undamaged/).waitFor({ timeout: 300_000 });
  await page
    .locator("footer")
    .filter({ hasText: /[0-9a-f]{64}/ })
    .waitFor({ timeout: 300_000 });
  await tabs.getByRole("link", { name: "Overview" }).click();
}

/** Opens the dialog and enters what it asks for. */
export async function fillDialog(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Create dossier" }).click();
  await page.getByRole("textbox", { name: "Recipient" }).fill("District court");
  await page.getByRole("textbox", { name: "Legal basis" }).fill("Art. 190 CPC");
}

/** Presses a button that saves a file. @returns the file once it is complete; `tookMs` is from the press */
export async function timeSaving(page: Page, press: () => Promise<void>): Promise<Saved> {
  const startedAt = performance.now();
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), press()]);
  const path = await download.path();
  return { path, sizeBytes: statSync(path).size, tookMs: performance.now() - startedAt };
}

/** Creates the dossier of the dialog. */
export const saveDossier = (page: Page): Promise<Saved> =>
  timeSaving(page, () => page.getByRole("button", { name: "Create and save" }).click());
