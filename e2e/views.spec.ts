import type { Page } from "playwright/test";
import { expectNothingSerious, expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { perWorker } from "./support/per-worker.ts";
import { startServer } from "./support/server.ts";
import { test as base, expect, findCase } from "./support/test.ts";

/** A server of its own: other tests open evidence too, and views count what the installation knows. */
const test = base.extend<object, object>({ server: perWorker(() => startServer()) });

const nfc = findCase("nfc-completed");
const wrong = findCase("birth-date-mismatch");
const grid = (page: Page) => page.getByRole("grid", { name: "Signature requests" });
const tabs = (page: Page) => page.getByRole("tablist", { name: "Views" });
const evidencePath = (one: typeof nfc) => `/signature-requests/${one.srId}/evidence/${one.evidenceIds[0]}`;
const conclusion = (page: Page) => page.getByRole("status", { name: "Conclusion" });

/** Calls that release evidence beyond the status. */
function countReleases(page: Page): string[] {
  const found: string[] = [];
  page.on("request", (request) => {
    if (/^\/api\/.*\/(record|files|token\/verdict)$/.test(new URL(request.url()).pathname)) found.push(request.url());
  });
  return found;
}

async function check(page: Page, one: typeof nfc): Promise<void> {
  await page.goto(evidencePath(one));
  const stored = page.waitForResponse((response) => response.url().endsWith("/conclusion") && response.ok());
  await page.getByRole("button", { name: "Check everything" }).click();
  await stored;
}

test.beforeEach(async ({ signIn }) => signIn("reviewer"));

test("keeps what was found here in views, and everything but the title in the address", async ({ page }) => {
  test.setTimeout(120_000);
  await check(page, nfc);
  await check(page, wrong);
  await page.goto("/signature-requests");
  await expect(tabs(page).getByRole("tab", { name: "All" })).toHaveAttribute("aria-selected", "true");
  await expect(grid(page).getByRole("row").filter({ hasText: nfc.title }).first()).toContainText("Consistent");
  await expect(page.getByText(/States as of \d\d:\d\d/)).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  await page.emulateMedia({ forcedColors: "active" });
  await expectNothingSerious(page);
  await page.emulateMedia({ forcedColors: "none" });

  await page.getByRole("combobox", { name: "Conclusion" }).selectOption("contradiction");
  await expect(page).toHaveURL(/\?conclusion=contradiction$/);
  await expect(grid(page).getByRole("checkbox")).toHaveCount(1);
  await expect(grid(page)).toContainText("Contradiction found");
  await expect(grid(page)).not.toContainText(wrong.evidenceIds[0] ?? "-");
  await tabs(page).getByRole("tab", { name: "Mine" }).click();
  await expect(page).toHaveURL(/\?view=mine$/);
  await expect(grid(page).getByRole("checkbox")).toHaveCount(2);
  await page.goBack();
  await expect(page).toHaveURL(/\?conclusion=contradiction$/);
  await expect(grid(page).getByRole("checkbox")).toHaveCount(1);
  await page.reload();
  await expect(grid(page).getByRole("checkbox")).toHaveCount(1);
  await tabs(page).getByRole("tab", { name: "Failed" }).click();
  await expect(page.getByText("No request in this view.")).toBeVisible();
});

test("is worked by keyboard: tabs, rows, selection, queue", async ({ page }) => {
  for (const one of [nfc, wrong]) {
    const asked = page.waitForResponse((response) => response.url().endsWith("/status"));
    await page.goto(evidencePath(one));
    await asked;
  }
  await page.goto("/signature-requests");
  await tabs(page).getByRole("tab", { name: "All" }).focus();
  await page.keyboard.press("End");
  await expect(tabs(page).getByRole("tab", { name: "Mine" })).toBeFocused();
  await expect(page).toHaveURL(/\?view=mine$/);
  await expect(grid(page).getByRole("checkbox")).toHaveCount(2);
  await grid(page).getByRole("link").first().focus();
  await page.keyboard.press("x");
  await expect(page.getByRole("status").filter({ hasText: "1 selected" })).toBeAttached();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(grid(page).getByRole("link").nth(1)).toBeFocused();
  await expect(grid(page).getByRole("row", { selected: true })).toHaveCount(2);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const text = Buffer.concat(await (await (await download).createReadStream()).toArray()).toString();
  expect(text).toContain(nfc.srId);
  for (const name of [nfc.title, wrong.title]) expect(text).not.toContain(name);
  await page.getByRole("button", { name: "Review queue" }).click();
  await expect(page.getByRole("navigation", { name: "Queue" })).toContainText("1 of 2");
});

test("filters by law and days of creation, in the address; Back keeps it", async ({ page }) => {
  await page.goto("/signature-requests");
  const all = await grid(page).getByRole("checkbox").count();
  await page.getByRole("combobox", { name: "Law" }).selectOption("eidas");
  await expect(page).toHaveURL(/\?law=eidas$/);
  await expect(page.getByText(/requests? searched/)).toBeVisible();
  await expect(grid(page).getByText("QES · eIDAS").first()).toBeVisible();
  await expect(grid(page).getByText("QES · ZertES")).toHaveCount(0);
  await page.getByLabel("Created from").fill("2099-01-01");
  await expect(page).toHaveURL(/\?law=eidas&from=2099-01-01$/);
  await expect(page.getByText("No request fits these filters.")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\?law=eidas$/);
  await expect(page.getByLabel("Created from")).toHaveValue("");
  await expect(grid(page).getByRole("checkbox").first()).toBeVisible();
  await page.getByLabel("Created from").fill("2099-01-01");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/signature-requests$/);
  await expect(grid(page).getByRole("checkbox")).toHaveCount(all);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("combobox", { name: "Law" }).selectOption("zertes");
  await expect(grid(page).getByText("QES · eIDAS")).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectNothingSeriousInBothThemes(page);
});

test("compares pictures of selected requests, or says why not", async ({ page }) => {
  const releases = countReleases(page);
  await page.goto("/signature-requests?view=mine");
  const compare = page.getByRole("button", { name: "Compare" });
  await expect(compare).toBeDisabled();
  await expect(compare).toHaveAccessibleDescription("To compare pictures, select 2 to 4 requests.");
  for (const one of [nfc, wrong])
    await grid(page).getByRole("row").filter({ hasText: one.title }).getByRole("checkbox").check();
  expect(releases).toEqual([]);
  await compare.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Compare" });
  for (const which of ["First", "Second"])
    await expect(dialog.getByRole("region", { name: `${which} picture` }).getByRole("img")).toBeVisible();
  expect(releases.map((url) => url.split("/").slice(-2)).toSorted()).toEqual(
    [nfc, wrong].map((one) => [one.evidenceIds[0], "files"]).toSorted(),
  );
  await expect(dialog.getByText("Name, as requested")).toHaveCount(2);
  await expectNothingSerious(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(compare).toBeFocused();
  await page.setViewportSize({ width: 390, height: 844 });
  await compare.click();
  await expect(dialog.getByRole("region", { name: "Second picture" }).getByRole("img")).toBeVisible();
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  await expectNothingSerious(page);
});

test("saves a view of one's own, and deletes it", async ({ page }) => {
  await page.goto("/signature-requests?view=in_review&sort=attention");
  await page.getByRole("button", { name: "New view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save view…" });
  await dialog.getByRole("textbox", { name: "Name of the view" }).fill("Reviews to ask about");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  const own = tabs(page).getByRole("tab", { name: "Reviews to ask about" });
  await expect(own).toHaveAttribute("aria-selected", "true");
  await tabs(page).getByRole("tab", { name: "All" }).click();
  await own.click();
  await expect(page).toHaveURL(/\?view=in_review&sort=attention$/);
  await page.getByRole("button", { name: "Save view…" }).click();
  await dialog.getByRole("button", { name: "Delete view: Reviews to ask about" }).click();
  await expect(own).toHaveCount(0);
});

test("shows cards on a phone, and on the home page what needs attention and what one opened", async ({ page }) => {
  await check(page, wrong);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/signature-requests?view=mine");
  await expect(grid(page)).toContainText(wrong.title);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectNothingSeriousInBothThemes(page);
  await page.goto("/");
  const recent = page.getByRole("region", { name: "Continue" });
  await expect(recent.getByRole("listitem").first()).toContainText(wrong.title);
  await expect(recent.getByRole("listitem").first()).toContainText("Contradiction found");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectNothingSeriousInBothThemes(page);
  const needs = page.getByRole("region", { name: "Needs attention" });
  await needs.getByRole("link", { name: /^Contradictions, undecided/ }).click();
  await expect(page).toHaveURL(/\?conclusion=contradiction&sort=attention$/);
  await expect(grid(page).getByRole("checkbox")).toHaveCount(1);
  const row = grid(page).getByRole("link").first();
  await row.click();
  await expect(page).toHaveURL(new RegExp(`${evidencePath(wrong)}$`));
});

test("checks a case when it is opened, if the person wants that, and never for another site", async ({
  page,
  context,
}) => {
  const releases = countReleases(page);
  await page.goto("/signature-requests?view=mine");
  await page.goto(evidencePath(nfc));
  await expect(page.getByRole("button", { name: "Check everything" })).toBeEnabled();
  await page.getByRole("button", { name: "Account" }).click();
  const setting = page.getByRole("checkbox", { name: "Check when opened" });
  const saved = page.waitForResponse((response) => response.request().method() === "PUT" && response.ok());
  await setting.check();
  await saved;
  await expect(setting).toBeChecked();
  expect(releases).toEqual([]);

  /** Everything that would start a check has had its chance once the setting and the status have been answered. */
  const settled = async (target: Page) => {
    await expect(target.getByRole("button", { name: "Check everything" })).toBeEnabled();
    await target.evaluate(() => fetch("/api/preferences").then((response) => response.json()));
  };
  await page.reload();
  await settled(page);
  await page.goto(evidencePath(nfc));
  await settled(page);
  await page.evaluate((path) => window.location.assign(path), evidencePath(nfc));
  await settled(page);
  expect(releases).toEqual([]);

  const foreign = await context.newPage();
  const { origin } = new URL(page.url());
  await foreign.route("http://other.test/**", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<a href="${origin}${evidencePath(nfc)}">case</a>
        <button onclick="window.open('${origin}${evidencePath(nfc)}')">open</button>`,
    }),
  );
  await foreign.goto("http://other.test/");
  const opened = context.waitForEvent("page");
  await foreign.getByRole("button", { name: "open" }).click();
  const other = await opened;
  const ofOther = countReleases(other);
  await settled(other);
  const ofForeign = countReleases(foreign);
  await foreign.getByRole("link", { name: "case" }).click();
  await settled(foreign);
  expect([...ofOther, ...ofForeign, ...releases]).toEqual([]);

  await page.goto("/signature-requests?view=mine");
  await grid(page).getByRole("link").filter({ hasText: nfc.title }).click();
  await expect(conclusion(page)).toContainText("Consistent", { timeout: 30_000 });
  expect(releases.length).toBeGreaterThanOrEqual(3);
  const before = releases.length;
  await page.goto("/signature-requests?view=mine");
  await page.goBack();
  await settled(page);
  expect(releases).toHaveLength(before);

  await page.goto(`${evidencePath(wrong)}?ticket=SUP-99`);
  await expect(page.getByRole("button", { name: /^Confirm/ })).toBeVisible();
  await settled(page);
  expect(releases).toHaveLength(before);
  await page.getByRole("button", { name: /^Confirm/ }).click();
  await expect(conclusion(page)).toContainText("Contradiction", { timeout: 30_000 });
  await page.reload();
  const after = releases.length;
  await settled(page);
  expect(releases).toHaveLength(after);
});
