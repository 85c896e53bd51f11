import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { expectNothingSerious } from "./support/axe.ts";
import { expect, findCase, test } from "./support/test.ts";

/** The page of the record tab of a case of the sandbox. */
function addressOf(name: Parameters<typeof findCase>[0], query = ""): string {
  const { srId, evidenceIds } = findCase(name);
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}/record${query}`;
}

const tree = (page: Page) => page.getByRole("tree", { name: "Evidence record" });
/** The current row: focus stays on the tree, which names it. */
const current = (page: Page) => page.locator("[role=treeitem][aria-selected=true]");
const box = (page: Page) => page.getByRole("searchbox", { name: "Find in record" });

test.describe("record", () => {
  test.beforeEach(async ({ signIn }) => signIn("reviewer"));

  test("is a tree with levels, positions and set sizes, and few elements", async ({ page }) => {
    await page.goto(addressOf("nfc-completed"));
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

  test("is read by keyboard alone", async ({ page }) => {
    await page.goto(addressOf("nfc-completed"));
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

  test("finds text in collapsed parts, counts, goes on and back", async ({ page }) => {
    await page.goto(addressOf("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("FACE-match");
    await expect(current(page)).toContainText('"provider"');
    await expect(current(page).locator("mark")).toHaveText("face-match");
    await box(page).fill("passed");
    await expect(current(page).locator("mark")).toHaveText("PASSED");
    const status = page.getByRole("search").getByRole("status");
    await expect(status).toHaveText(/^1 of \d+$/);
    await box(page).press("Enter");
    await expect(status).toHaveText(/^2 of/);
    await page.getByRole("button", { name: "Previous hit" }).click();
    await expect(status).toHaveText(/^1 of/);
    await page.getByLabel("Where to look").selectOption("names");
    await expect(status).toHaveText("no hits");
  });

  test("goes to a JSONPath and to a JSON Pointer", async ({ page }) => {
    await page.goto(addressOf("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("$.document.mrz.lines[1]");
    await box(page).press("Enter");
    await expect(current(page)).toHaveAttribute("aria-level", "5");
    await expect(page.getByText("/document/mrz/lines/1")).toBeVisible();
    await box(page).fill("/person/lastName");
    await expect(current(page)).toContainText("Müller-Łukasz");
  });

  test("copies path, pointer, name, value and a subtree as sent", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(addressOf("odd-record"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("$.escaped");
    await expect(current(page)).toContainText('"escaped"');
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const copy = async (what: string) => {
      await page.getByRole("button", { name: `Copy ${what}`, exact: true }).click();
      return clipboard();
    };
    expect(await copy("JSONPath")).toBe("$.escaped");
    expect(await copy("JSON Pointer")).toBe("/escaped");
    expect(await copy("name")).toBe("escaped");
    expect(await copy("as sent")).toBe('"\\u005a\\u006f\\u00eb \\ud83d\\ude00 \\u0000"');
    await box(page).fill("$.numbers");
    await expect(current(page)).toContainText('"numbers"');
    expect(await copy("subtree as sent")).toContain("1e400, -0, 1.0, 1E+2, 123456789012345678901234567890.123456789");
  });

  test("keeps the current row in the address as positions, and opens there", async ({ page }) => {
    await page.goto(addressOf("odd-record", "?node=21"));
    await expect(current(page)).toContainText('"result"');
    await expect(current(page)).toContainText("second of two equal names");
    await tree(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(/\?node=22$/);
    await page.reload();
    await expect(current(page)).toContainText("__proto__");
    await page.goto(addressOf("odd-record", "?node=999.1"));
    await expect(page.getByText("is not in this record")).toBeVisible();
  });

  test("shows odd names, markup and hidden characters as what they are", async ({ page }) => {
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.message()));
    await page.goto(addressOf("odd-record"));
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
    const odd = page.getByRole("region", { name: "Odd in this record" });
    await expect(odd).toContainText("share their name");
    await expect(odd).toContainText("beyond double precision");
  });

  test("shows the bytes as sent and pretty, and saves them unchanged", async ({ page }) => {
    await page.goto(addressOf("odd-record"));
    await expect(tree(page)).toBeVisible();
    await page.getByRole("button", { name: "Raw", exact: true }).click();
    const raw = page.getByRole("region", { name: "Record as text" });
    await expect(raw).toContainText('"schema": "identification-result/4"');
    await page.getByRole("button", { name: "Pretty" }).click();
    await expect(raw).toContainText('"schema": "identification-result/4"');
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /Download as sent/ }).click(),
    ]);
    const { srId, evidenceIds } = findCase("odd-record");
    const answer = await page.request.get(`/api/signature-requests/${srId}/evidence/${evidenceIds[0]}/record`);
    expect((await readFile(await download.path())).equals(await answer.body())).toBe(true);
  });

  test("says in words what the record says, each line with its place", async ({ page }) => {
    await page.goto(addressOf("nfc-completed"));
    const words = page.getByRole("region", { name: "In words" });
    await expect(words).toContainText("Müller-Łukasz");
    await words.getByRole("button", { name: /\$\.person\.dateOfBirth/ }).click();
    await expect(current(page)).toContainText('"dateOfBirth"');
  });

  test("covers personal values while masking is on", async ({ page }) => {
    await page.goto(addressOf("nfc-completed"));
    await expect(page.getByRole("treeitem", { name: "Müller-Łukasz" })).toBeVisible();
    await page.getByText("Personal data shown").click();
    await expect(page.getByRole("treeitem", { name: "Müller-Łukasz" })).toHaveCount(0);
    await expect(page.getByRole("treeitem", { name: '"lastName"' })).toContainText("masked");
    await page.getByRole("button", { name: "Raw", exact: true }).click();
    const raw = page.getByRole("region", { name: "Record as text" });
    await expect(raw).toContainText('"lastName"');
    await expect(raw).not.toContainText("Müller-Łukasz");
  });

  test("shows a long value and the picture in it", async ({ page }) => {
    await page.goto(addressOf("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("$.portrait");
    await expect(current(page)).toContainText("base64 · picture");
    await tree(page).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    const picture = dialog.getByRole("img");
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(10);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });

  for (const scheme of ["light", "dark"] as const) {
    test(`has nothing serious for axe, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(addressOf("odd-record"));
      await expect(tree(page)).toBeVisible();
      await box(page).fill("passed");
      await expect(page.locator("mark").first()).toBeVisible();
      await expectNothingSerious(page, scheme);
      await page.getByRole("button", { name: "Raw", exact: true }).click();
      await expect(page.getByRole("region", { name: "Record as text" })).toContainText("schema");
      await expectNothingSerious(page, scheme);
    });
  }

  test("works at 360 pixels without sideways scrolling", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(addressOf("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
