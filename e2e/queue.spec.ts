import { cases, findCase } from "../sandbox/cases.ts";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const box = { name: "Signature request ID, link or ticket text" };
const nfc = findCase("nfc-completed");
const other = findCase("manual-review-completed");
const unknown = "00000000-9e77-40b1-be05-a06588450af4";
const ticket = `Hi Compliance,\ncould you check ${nfc.srId}, ${unknown} and\n${other.srId} for SUP-4711?\nZoë Müller`;

test.beforeEach(async ({ page, signIn }) => {
  await signIn("reviewer");
  await page.goto("/");
});

test("reviews the IDs of a ticket one by one, by keyboard, and records the ticket with each", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url() + (request.postData() ?? "")));
  await page.getByRole("searchbox", box).fill(ticket);
  await page.keyboard.press("Enter");
  const grid = page.getByRole("grid", { name: "Recognised IDs" });
  await expect(grid.getByRole("row").filter({ hasText: nfc.title })).toBeVisible();
  await expect(grid.getByRole("row").filter({ hasText: unknown })).toContainText("No such signature request");
  await expect(
    page.getByRole("status").filter({ hasText: "3 IDs found, 2 selected. 2 known, 1 not found." }),
  ).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(new RegExp(`/signature-requests/${nfc.srId}/evidence/`));
  const position = page.getByRole("navigation", { name: "Queue" });
  const count = nfc.evidenceIds.length + other.evidenceIds.length;
  await expect(position).toContainText(`1 of ${count}`);
  await expect(position).toContainText("SUP-4711");
  await expect(page.getByRole("button", { name: "Edit ticket" })).toBeVisible();
  // The person went to this case, so it is checked at once; after a reload it waits for a click.
  const conclusion = page.getByRole("status", { name: "Conclusion" });
  await expect(conclusion).toContainText("Consistent", { timeout: 30_000 });
  await page.reload();
  await expect(position).toContainText(`1 of ${count}`);
  await expect(conclusion).toContainText("Not checked");
  for (let step = 1; step < count; step += 1) {
    await page.keyboard.press("j");
    await expect(position).toContainText(`${step + 1} of ${count}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  }
  await expect(page).toHaveURL(new RegExp(`/signature-requests/${other.srId}/evidence/`));
  await page.keyboard.press("k");
  await expect(position).toContainText(`${count - 1} of ${count}`);
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
  for (const text of [nfc.title, other.title, "Zoë", "Hi Compliance"]) expect(kept).not.toContain(text);
  expect(sent.filter((text) => /Zo(ë|%C3%AB)|Compliance/.test(text))).toEqual([]);
  expect(sent.filter((text) => text.includes("/purpose"))).toHaveLength(2);
});

test("shows the queue without asking for anything of its cases, and ends it", async ({ page }) => {
  await page.getByRole("searchbox", box).fill(ticket);
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 known, 1 not found")).toBeVisible();
  await page.getByRole("button", { name: "Review one by one" }).click();
  await page.getByRole("navigation", { name: "Queue" }).getByRole("link", { name: "1 of 2" }).click();
  await expect(page).toHaveURL(/\/queue$/);
  const requested: string[] = [];
  page.on("request", (request) => requested.push(new URL(request.url()).pathname));
  await page.reload();
  await expect(page.getByRole("list", { name: "Queue" }).getByRole("listitem")).toHaveCount(2);
  expect(requested.filter((path) => path.startsWith("/api/signature-requests"))).toEqual([]);
  await expectNothingSeriousInBothThemes(page);
  await page.getByRole("button", { name: "End queue" }).click();
  await expect(page.getByText("This tab has no queue")).toBeVisible();
});

test("forgets the queue at sign-out", async ({ page, signIn }) => {
  await page.getByRole("searchbox", box).fill(ticket);
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 known, 1 not found")).toBeVisible();
  await page.getByRole("button", { name: "Review one by one" }).click();
  await expect(page.getByRole("navigation", { name: "Queue" })).toBeVisible();
  await page.getByRole("button", { name: "Account of" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await signIn("reviewer");
  await page.goto("/queue");
  await expect(page.getByText("This tab has no queue")).toBeVisible();
});

test("checks every sandbox case at once, with totals, one line each and a CSV of codes", async ({ page }) => {
  test.setTimeout(180_000);
  const ids = [...new Set(cases.map(({ srId }) => srId))].slice(0, 12);
  await page.getByRole("searchbox", box).fill([...ids, unknown].join("\n"));
  await page.keyboard.press("Enter");
  await expect(page.getByText(/12 known, 1 not found/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: /^Check all/ }).click();
  await expect(page).toHaveURL(/\/batch$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/identifications checked/, { timeout: 150_000 });
  const rows = page.getByRole("table").getByRole("row");
  await expect(page.getByRole("button", { name: /Still to come/ })).toContainText("0");
  await expect(page.locator("[data-conclusion=consistent]").first()).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const stream = await (await download).createReadStream();
  const text = Buffer.concat(await stream.toArray()).toString();
  const lines = text.trim().split("\r\n").slice(1);
  expect(lines).toHaveLength((await rows.count()) - 1);
  for (const line of lines) expect(line).toMatch(/^"[\w.~'-]+","[\w.~'-]*","[a-z_]+"$/);
  await page.reload();
  await expect(page.getByText(/The results of this batch are not here any more/)).toBeVisible();
  await expect(page.locator("[data-conclusion]")).toHaveCount(0);
});

test("masks the values of a batch's results, also after the check", async ({ page, context }) => {
  const wrong = findCase("birth-date-mismatch");
  await page.getByRole("searchbox", box).fill(`${wrong.srId} ${nfc.srId}`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 known, 0 not found")).toBeVisible();
  await page.getByRole("button", { name: /^Check all/ }).click();
  const result = page.locator("[data-conclusion=differs]");
  await expect(result).toContainText(/\d{4}-\d\d-\d\d/, { timeout: 60_000 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2 identifications checked", { timeout: 60_000 });
  const other = await context.newPage();
  await other.goto(`/signature-requests/${nfc.srId}/evidence/${nfc.evidenceIds[0]}`);
  await other.getByRole("switch", { name: "Mask personal data" }).click();
  await expect(result).not.toContainText(/\d{4}/);
  await expect(result).toContainText("date of birth differs");
});
