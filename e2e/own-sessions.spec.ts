import type { Page } from "playwright/test";
import { apiPaths } from "../lib/paths.ts";
import { ApiClient } from "./support/api-client.ts";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

/** The same person in another browser. */
async function enterElsewhere(url: string): Promise<ApiClient> {
  const client = new ApiClient(url);
  await client.signIn("everything", { "user-agent": firefox });
  return client;
}

async function openSessions(page: Page, name = "Your sessions"): Promise<void> {
  await page.getByRole("button", { name: /^(?:Account of|Konto von|Compte|Account di)/ }).press("Enter");
  await page.getByRole("button", { name }).press("Enter");
}

const rows = (page: Page) => page.getByRole("dialog").getByRole("listitem");

test("lists one's own sessions, and ends one by keyboard", async ({ page, signIn, server }) => {
  await signIn("everything");
  const elsewhere = await enterElsewhere(server.url);
  await page.goto("/");
  await openSessions(page);
  const dialog = page.getByRole("dialog", { name: "Your sessions" });
  await expect(dialog.getByRole("heading", { name: "Your sessions" })).toBeFocused();
  const here = rows(page).filter({ hasText: "This session" });
  await expect(here).toContainText(/Chrome on (Linux|macOS)/);
  await expect(here.getByRole("button")).toHaveCount(0);
  await expect(here.getByText("To end this session, sign out.")).toBeVisible();
  const other = rows(page).filter({ hasText: "Firefox on Windows" });
  const end = other.getByRole("button", { name: /^End session Firefox on Windows, / });
  await expectNothingSeriousInBothThemes(page);

  while (!(await end.evaluate((button) => button === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toContainText("The session has ended.");
  await expect(other).toHaveCount(0);
  await expect(dialog.getByRole("heading", { name: "Your sessions" })).toBeFocused();
  expect((await elsewhere.send(apiPaths.sessions())).status).toBe(401);
  await expectNothingSeriousInBothThemes(page);

  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Your sessions" })).toBeFocused();
  elsewhere.end();
});

test("clears the pages of a session that is ended from another browser", async ({ page, signIn, browser, server }) => {
  await signIn("everything");
  await page.goto("/");
  const context = await browser.newContext({ baseURL: server.url, userAgent: firefox });
  const other = await context.newPage();
  const { csrfToken } = await (await other.request.get(apiPaths.csrf())).json();
  const form = { csrfToken, email: "everything@demo.test", password: "demo", json: "true" };
  // Requests of the context do not send its user agent.
  await other.request.post(apiPaths.signInCallback("demo"), { form, headers: { "user-agent": firefox } });
  await other.goto("/signature-requests");
  await expect(other.getByRole("heading", { name: "Signature requests" })).toBeVisible();
  await openSessions(page);
  await rows(page).filter({ hasText: "Firefox on Windows" }).getByRole("button").click();
  await expect(other).toHaveURL(/\/sign-in\?returnTo=/, { timeout: 6_000 });
  await context.close();
});

test("shows a failure, and keeps the session", async ({ page, signIn, server }) => {
  await signIn("everything");
  const elsewhere = await enterElsewhere(server.url);
  await page.goto("/");
  await openSessions(page);
  await page.route(/\/api\/sessions\/./, (route) => route.abort());
  const other = rows(page).filter({ hasText: "Firefox on Windows" });
  await other.getByRole("button").click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("can't be reached");
  await expect(other.getByRole("button")).toBeEnabled();
  await page.unroute(/\/api\/sessions\/./);
  await other.getByRole("button").click();
  await expect(other).toHaveCount(0);
  await expect(page.getByRole("dialog").getByRole("alert")).toHaveCount(0);
  elsewhere.end();
});

const titles = { en: "Your sessions", de: "Ihre Sitzungen", fr: "Vos sessions", it: "Le Sue sessioni" };
for (const [locale, title] of Object.entries(titles))
  test(`fits a phone of 390 × 844 in ${locale}`, async ({ page, signIn, server, context, baseURL }) => {
    await context.addCookies([{ name: "locale", value: locale, url: baseURL! }]);
    await signIn("everything");
    const elsewhere = await enterElsewhere(server.url);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/");
    await openSessions(page, title);
    await expect(rows(page).filter({ hasText: "Firefox" })).toBeVisible();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toHaveAccessibleName(title);
    const box = await dialog.boundingBox();
    expect([box!.x >= 0, box!.x + box!.width <= 390, box!.y >= 0, box!.y + box!.height <= 844]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const overflow = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow, "pixels beyond the dialog").toBeLessThanOrEqual(0);
    await rows(page).filter({ hasText: "Firefox" }).getByRole("button").click();
    await expect(rows(page).filter({ hasText: "Firefox" })).toHaveCount(0);
    elsewhere.end();
  });
