import { cases } from "../sandbox/cases.ts";
import { expectNothingSerious } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const { srId, evidenceIds } = cases.find(({ name }) => name === "nfc-completed")!;
const evidence = `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
const pages = [
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

for (const colorScheme of ["light", "dark"] as const)
  test.describe(`axe finds nothing serious in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("on the sign-in page", async ({ page }) => {
      await page.goto("/sign-in");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNothingSerious(page, colorScheme);
    });

    for (const [name, path] of pages)
      test(`on ${name}`, async ({ page, signIn }) => {
        await signIn("everything");
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectFilled(page);
        await expectNothingSerious(page, colorScheme);
      });
  });

/** Panels fill themselves from the API: one looks at what a person sees in the end. */
async function expectFilled(page: import("playwright/test").Page) {
  await expect(page.getByText("Loading …")).toHaveCount(0, { timeout: 30_000 });
}

test("every page works at 360 pixels without sideways scrolling", async ({ page, signIn }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await signIn("everything");
  for (const [name, path] of pages) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectFilled(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, name).toBeLessThanOrEqual(0);
  }
});

test("no request leaves for any host but ours, on any page", async ({ page, signIn, baseURL }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(baseURL!).origin) elsewhere.push(request.url());
  });
  await signIn("everything");
  for (const [, path] of pages) {
    await page.goto(path);
    await expectFilled(page);
  }
  expect(elsewhere).toEqual([]);
});
