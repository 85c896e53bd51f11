import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { box, rawText, recordAddress, tree } from "./support/record-page.ts";
import { expect, test } from "./support/test.ts";

test.describe("the appearance of the record", () => {
  test.beforeEach(async ({ signIn }) => signIn("reviewer"));

  test("masks personal values while masking is on", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
    await expect(page.getByRole("treeitem", { name: "Müller-Łukasz" })).toBeVisible();
    await page.getByText("Personal data shown").click();
    await expect(page.getByRole("treeitem", { name: "Müller-Łukasz" })).toHaveCount(0);
    await expect(page.getByRole("treeitem", { name: '"lastName"' })).toContainText("masked");
    await page.getByRole("button", { name: "Raw text", exact: true }).click();
    const raw = rawText(page);
    await expect(raw).toContainText('"lastName"');
    await expect(raw).not.toContainText("Müller-Łukasz");
  });

  test("has no serious axe finding, in light and dark", async ({ page }) => {
    await page.goto(recordAddress("anomalous-record"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("passed");
    await expect(page.locator("mark").first()).toBeVisible();
    await expectNothingSeriousInBothThemes(page);
    await page.getByRole("button", { name: "Raw text", exact: true }).click();
    await expect(rawText(page)).toContainText("schema");
    await expectNothingSeriousInBothThemes(page);
  });

  test("fits 360 pixels without horizontal scrolling", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(recordAddress("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
