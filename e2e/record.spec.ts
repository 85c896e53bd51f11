import { box, current, recordAddress, tree } from "./support/record-page.ts";
import { expect, test } from "./support/test.ts";

test.describe("record", () => {
  test.beforeEach(async ({ signIn }) => signIn("reviewer"));

  test("is a tree with levels, positions and set sizes, and few elements", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    const root = page.getByRole("treeitem").first();
    await expect(root).toHaveAttribute("aria-level", "1");
    await expect(root).toHaveAttribute("aria-setsize", "1");
    await expect(root).toHaveAttribute("aria-expanded", "true");
    const schema = page.getByRole("treeitem", { name: '"schema"' });
    await expect(schema).toHaveAttribute("aria-level", "2");
    await expect(schema).toHaveAttribute("aria-posinset", "1");
    await expect(schema).toHaveAttribute("aria-setsize", "21");
    await expect(page.getByRole("treeitem", { name: "12345678901234567890" })).toBeVisible();
    expect(await tree(page).locator("*").count()).toBeLessThan(300);
  });

  test("works by keyboard", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
    await tree(page).focus();
    await expect(current(page)).toHaveAttribute("aria-level", "1");
    await page.keyboard.press("ArrowDown");
    await expect(current(page)).toContainText('"schema"');
    expect(await tree(page).getAttribute("aria-activedescendant")).toBe(await current(page).getAttribute("id"));
    await page.keyboard.type("person");
    await expect(current(page)).toContainText('"person"');
    await page.keyboard.press("ArrowLeft");
    await expect(current(page)).toHaveAttribute("aria-expanded", "false");
    await expect(page.getByRole("treeitem", { name: '"firstName"' })).toHaveCount(0);
    await page.keyboard.press("ArrowRight");
    await expect(current(page)).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("ArrowRight");
    await expect(current(page)).toContainText('"firstName"');
    await page.keyboard.press("ArrowLeft");
    await expect(current(page)).toContainText('"person"');
    await page.keyboard.press("End");
    await expect(current(page)).toContainText('"language"');
    await page.keyboard.press("ArrowLeft");
    await expect(current(page)).toContainText('"consent"');
    await page.keyboard.press("Home");
    await expect(current(page)).toHaveAttribute("aria-level", "1");
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("treeitem")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("treeitem", { name: '"schema"' })).toBeVisible();
    await page.keyboard.type("checks");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("*");
    await expect(page.getByRole("treeitem", { name: "chip_passive_authentication" })).toBeVisible();
  });

  test("keeps the current row in the URL as child positions, and opens it", async ({ page }) => {
    await page.goto(recordAddress("anomalous-record", "?node=21"));
    await expect(current(page)).toContainText('"result"');
    await expect(current(page)).toContainText("second of two equal names");
    await tree(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(/\?node=22$/);
    await page.reload();
    await expect(current(page)).toContainText("__proto__");
    await page.goto(recordAddress("anomalous-record", "?node=999.1"));
    await expect(page.getByText("no value at the position in this URL")).toBeVisible();
  });

  test("shows unusual names, markup and hidden characters as text", async ({ page }) => {
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.message()));
    await page.goto(recordAddress("anomalous-record"));
    await expect(tree(page)).toBeVisible();
    await page.getByLabel("Expand", { exact: true }).selectOption("all");
    await box(page).fill("onerror");
    await expect(current(page)).toContainText("<img src=x onerror=alert(1)>");
    await box(page).fill("$.invisible");
    await expect(current(page)).toContainText("⟨U+202E⟩");
    await box(page).fill("120 levels");
    await expect(current(page)).toHaveAttribute("aria-level", "122");
    await expect(page.locator("[role=tree] img")).toHaveCount(0);
    expect(dialogs).toEqual([]);
    const anomalies = page.getByRole("region", { name: "Anomalies in this record" });
    await expect(anomalies).toContainText("with repeated names");
    await expect(anomalies).toContainText("beyond double precision");
  });

  test("lists recognised statements, each with its location", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
    const words = page.getByRole("region", { name: "Summary" });
    await expect(words).toContainText("Müller-Łukasz");
    await words.getByRole("button", { name: /\$\.person\.dateOfBirth/ }).click();
    await expect(current(page)).toContainText('"dateOfBirth"');
  });

  test("shows a long value and its embedded image", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("$.portrait");
    await expect(current(page)).toContainText("base64 · image");
    await tree(page).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    const picture = dialog.getByRole("img");
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(10);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });
});
