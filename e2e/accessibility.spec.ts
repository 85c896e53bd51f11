import type { Page } from "playwright/test";
import { cases } from "../sandbox/cases.ts";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const { srId, evidenceIds } = cases.find(({ name }) => name === "nfc-completed")!;
const evidence = `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
const pages = [
  ["sign-in", "/sign-in"],
  ["search", "/"],
  ["list", "/signature-requests"],
  ["request", `/signature-requests/${srId}`],
  ["overview", evidence],
  ["record", `${evidence}/record`],
  ["files", `${evidence}/files`],
  ["token", `${evidence}/token`],
  ["history", `${evidence}/history`],
  ["access log", "/audit"],
  ["diagnostics", "/diagnostics"],
] as const;

function watchElsewhere(page: Page, ours: string): string[] {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(ours).origin) elsewhere.push(request.url());
  });
  return elsewhere;
}

/** Waits until panels show API data, so that axe checks the final page. */
async function expectFilled(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Loading …")).toHaveCount(0, { timeout: 30_000 });
}

// Loads each page once for all checks.
test.describe.configure({ mode: "parallel" });
for (const [name, path] of pages)
  test(`${name}: has no serious axe finding in light and dark, fits 360 pixels, sends requests only to its own origin`, async ({
    page,
    signIn,
    baseURL,
  }) => {
    const elsewhere = watchElsewhere(page, baseURL!);
    if (path !== "/sign-in") await signIn("everything");
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(path);
    await expectFilled(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, "pixels beyond 360").toBeLessThanOrEqual(0);

    await page.setViewportSize({ width: 1440, height: 900 });
    await expectFilled(page);
    await expectNothingSeriousInBothThemes(page);
    expect(elsewhere).toEqual([]);
  });
