import { cases } from "../sandbox/cases.ts";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const nfc = cases.find(({ name }) => name === "nfc-completed")!;
const other = cases.find(({ name }) => name === "manual-review-completed")!;
const box = { name: "Signature request ID, link or ticket text" };

test.beforeEach(async ({ page, signIn }) => {
  await signIn("reviewer");
  await page.goto("/");
});

test("finds a request by its ID", async ({ page }) => {
  await page.getByRole("searchbox", box).fill(nfc.srId);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByRole("heading", { level: 1, name: nfc.title })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/signature-requests/${nfc.srId}`);
});

test("finds a request by a Skribble address and an evidence by one of our links", async ({ page }) => {
  await page.getByRole("searchbox", box).fill(`https://my.skribble.com/view/${nfc.srId}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: nfc.title })).toBeVisible();
  await page
    .getByRole("searchbox", box)
    .fill(`http://localhost:3000/r/${other.srId}/${other.evidenceIds[0]}?ticket=SUP-1`);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/evidence/${other.evidenceIds[0]}$`));
});

test("has the focus on the home page, and marks what it recognised behind the text", async ({ page }) => {
  const search = page.getByRole("searchbox", box);
  await expect(search).toBeFocused();
  const requested: string[] = [];
  // Code that is loaded with the first text says nothing of it.
  page.on("request", (request) => request.url().includes("/_next/static/") || requested.push(request.url()));
  await page.keyboard.insertText(`Please check ${nfc.srId}, (http://localhost/r/${other.srId}). Thanks, SUP-4711`);
  const marks = page.locator("mark[data-recognised]");
  await expect(marks).toHaveText([nfc.srId, `http://localhost/r/${other.srId}`, "SUP-4711"]);
  // Each mark lies behind its own words: both lines break alike.
  const layer = marks.first().locator("..");
  const [text, behind] = [(await search.boundingBox())!, (await layer.boundingBox())!];
  for (const side of ["x", "y", "width", "height"] as const) expect(behind[side]).toBeCloseTo(text[side], 0);
  expect(await search.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(1);
  expect(requested).toEqual([]);
  await expectNothingSeriousInBothThemes(page);
  await search.fill("no ID in here");
  await expect(marks).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the home page does not open the keyboard", async ({ page }) => {
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("region", { name: "Needs attention" }).getByRole("listitem").first()).toBeVisible();
    await expect(page.getByRole("searchbox", box)).not.toBeFocused();
    await page.getByRole("searchbox", box).fill(`Please check ${nfc.srId}`);
    await expect(page.locator("mark[data-recognised]")).toHaveText([nfc.srId]);
  });
});

test("finds an ID in the text of a ticket, and offers several as choices", async ({ page }) => {
  const requested: string[] = [];
  page.on("request", (request) => requested.push(request.url() + (request.postData() ?? "")));
  const ticket = `Dear support,\nthe customer Zoë Müller\nasks about\n${nfc.srId}\nand ${other.srId}.\nKind regards`;
  await page.getByRole("searchbox", box).fill(ticket);
  await page.keyboard.press("Enter");
  const choices = page.getByRole("grid", { name: "Recognised IDs" });
  await expect(choices.getByRole("row")).toHaveCount(2);
  await expectNothingSeriousInBothThemes(page);
  await choices.getByRole("link", { name: other.srId }).click();
  await expect(page.getByRole("heading", { level: 1, name: other.title })).toBeVisible();
  expect(requested.filter((url) => url.includes("Zo%C3%AB") || url.includes("Dear"))).toEqual([]);
});

test("finds an evidence in a protected link of a quoted mail, and sends nothing else", async ({ page }) => {
  const requested: string[] = [];
  page.on("request", (request) => requested.push(request.url() + (request.postData() ?? "")));
  const address = `https://desk.example.com/signature-requests/${other.srId.toUpperCase()}/evidence/${other.evidenceIds[0]}`;
  const link = `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}&data=05%7C02%7Czoe%40bank.example`;
  await page.getByRole("searchbox", box).fill(`On Monday Zoë wrote:\n> see ${link}\n> thanks`);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/signature-requests/${other.srId}/evidence/${other.evidenceIds[0]}$`));
  expect(requested.filter((url) => /safelinks|desk\.example|bank\.example|Monday/.test(url))).toEqual([]);
});

test("offers an ID that may be something else as a choice, by keyboard", async ({ page }) => {
  await page.getByRole("searchbox", box).fill(`Correlation ID: ${nfc.srId}`);
  await page.keyboard.press("Enter");
  const choices = page.getByRole("grid", { name: "Recognised IDs" });
  await expect(choices.getByRole("row")).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: "may belong to something else" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/");
  await page.keyboard.press("ArrowDown");
  await expect(choices.getByRole("link")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(choices).toHaveCount(0);
  await expect(page.getByRole("searchbox", box)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("searchbox", box)).not.toBeFocused();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", box)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: nfc.title })).toBeVisible();
});

test("lists the first of very many pasted IDs, and says how many there are", async ({ page, context }) => {
  const ids = Array.from({ length: 3000 }, (_, i) => `${String(i).padStart(8, "0")}${nfc.srId.slice(8)}`);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), ids.join("\n"));
  await page.getByRole("searchbox", box).fill("Please check: ");
  await page.keyboard.press("Control+V");
  await expect(page.getByRole("searchbox", box)).toHaveValue(/^Please check: 00000000-/);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByRole("grid", { name: "Recognised IDs" }).getByRole("row")).toHaveCount(50);
  await expect(page.getByText("The text contains 3,000 IDs. The first 50 are listed.")).toBeVisible();
});

test("reports a protected link that hides its URL", async ({ page }) => {
  await page.getByRole("searchbox", box).fill("https://protect-eu.mimecast.com/s/AbC1Dx?domain=desk.example.com");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "does not contain the address" })).toBeVisible();
});

test("describes a malformed ID without sending a request", async ({ page }) => {
  const requested: string[] = [];
  page.on("request", (request) => requested.push(new URL(request.url()).pathname));
  await page.getByRole("searchbox", box).fill("../../etc/passwd");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not a signature request ID" })).toBeVisible();
  expect(requested.filter((path) => path.startsWith("/api/signature-requests"))).toEqual([]);
});

test("does not send long text without an ID", async ({ page }) => {
  await page.getByRole("searchbox", box).fill("word ".repeat(40));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "not sent anywhere" })).toBeVisible();
});

test("searches titles with other text, keeps it out of the URL, and quotes it", async ({ page }) => {
  await page.getByRole("searchbox", box).fill("Employment contract");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: nfc.title })).toBeVisible();
  await expect(page.getByText("Titles that contain")).toBeVisible();
  expect(page.url()).not.toContain("Employment");
  await page.getByRole("searchbox", box).fill("Lease");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No signature request has this ID. Titles that contain")).toBeVisible();
});

test("is focused by / on every page", async ({ page }) => {
  await page.goto(`/signature-requests/${nfc.srId}`);
  await expect(page.getByRole("heading", { level: 1, name: nfc.title })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", box)).toBeFocused();
});

test("redirects short links and keeps the ticket", async ({ page }) => {
  await page.goto(`/r/${nfc.srId}?ticket=SUP-4711&other=1`);
  await expect(page).toHaveURL(new RegExp(`/signature-requests/${nfc.srId}\\?ticket=SUP-4711$`));
  await page.goto(`/r/${nfc.srId}/${nfc.evidenceIds[0]}?ticket=SUP-4711`);
  await expect(page).toHaveURL(new RegExp(`/evidence/${nfc.evidenceIds[0]}\\?ticket=SUP-4711$`));
});
