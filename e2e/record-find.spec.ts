import { box, current, rawText, recordAddress, tree } from "./support/record-page.ts";
import { expect, test } from "./support/test.ts";

test.describe("finding in the record", () => {
  test.beforeEach(async ({ signIn }) => signIn("reviewer"));

  test("finds text in collapsed nodes, counts hits, and moves to the next and previous", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
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
    await page.getByRole("button", { name: "Go to previous match" }).click();
    await expect(status).toHaveText(/^1 of/);
    await page.getByLabel("Where to search").selectOption("names");
    await expect(status).toHaveText("no matches");
  });

  test("goes to a JSONPath and to a JSON Pointer", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("$.document.mrz.lines[1]");
    await box(page).press("Enter");
    await expect(current(page)).toHaveAttribute("aria-level", "5");
    await expect(page.getByText("/document/mrz/lines/1")).toBeVisible();
    await box(page).fill("/person/lastName");
    await expect(current(page)).toContainText("Müller-Łukasz");
  });

  test("reports unsupported paths, and paths without a match", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("$..result");
    await expect(page.getByText("Only JSONPaths of names and indexes are supported")).toBeVisible();
    await box(page).fill("$.person.nickname");
    await expect(page.getByText("This path does not exist in the text")).toBeVisible();
    await box(page).fill("#/person/lastName");
    await expect(current(page)).toContainText("Müller-Łukasz");
    await expect(page.getByText("This path does not exist in the text")).toHaveCount(0);
  });

  test("shows a hit deep inside a long value", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("$.portrait");
    await expect(current(page)).toContainText('"portrait"');
    await tree(page).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.locator("pre")).not.toBeEmpty();
    const text = (await dialog.locator("pre").textContent()) ?? "";
    await page.keyboard.press("Escape");
    await box(page).fill(text.slice(3_000, 3_040));
    await expect(current(page)).toContainText('"portrait"');
    await expect(current(page).locator("mark")).toHaveText(text.slice(3_000, 3_040));
  });

  test("marks and navigates hits in the raw text", async ({ page }) => {
    await page.goto(recordAddress("nfc-completed"));
    await expect(tree(page)).toBeVisible();
    await page.getByRole("button", { name: "Raw text", exact: true }).click();
    await expect(rawText(page)).toContainText("schema");
    await box(page).fill("face-MATCH");
    await expect(rawText(page).locator("mark").first()).toHaveText("face-match");
    await expect(rawText(page).locator("mark").first()).toBeInViewport();
    await page.getByRole("button", { name: "Formatted" }).click();
    await expect(rawText(page).locator("mark").first()).toBeInViewport();
    await page.getByRole("button", { name: "Tree", exact: true }).click();
    await expect(current(page).locator("mark")).toHaveText("face-match");
    await expect(current(page)).toBeInViewport();
  });
});
