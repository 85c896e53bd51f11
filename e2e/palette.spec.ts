import type { Page } from "playwright/test";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { expect, findCase, test } from "./support/test.ts";

const { srId, evidenceIds } = findCase("nfc-completed");
const overview = `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
const palette = (page: Page) => page.getByRole("dialog", { name: "Commands" });

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("searchbox", { name: "Type a command or a page" })).toBeFocused();
}

test("opens tabs, actions, recent cases and pages by keyboard, and gives the focus back", async ({ page, signIn }) => {
  await signIn("everything");
  const scripts: string[] = [];
  page.on("request", (request) => request.resourceType() === "script" && scripts.push(request.url()));
  await page.goto(overview);
  await expect(page.getByRole("button", { name: "Check everything" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const before = scripts.length;
  const opener = page.getByRole("button", { name: "Commands" });
  await opener.focus();
  await openPalette(page);
  // Its code is loaded when it is first used.
  expect(scripts.length).toBeGreaterThan(before);
  for (const name of ["Overview", "Files", "Check everything", "Access log", "Diagnostics"])
    await expect(palette(page).getByRole("menuitem", { name: new RegExp(`^${name}`) })).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(opener).toBeFocused();

  await openPalette(page);
  await page.keyboard.type("hist");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/history$/);
  await openPalette(page);
  // Enter runs the first match at once, and the row that the arrows chose after it.
  // `c` alone would copy the link.
  await page.keyboard.type("acc");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/audit$/);
  await openPalette(page);
  await expect(palette(page).getByRole("group", { name: "Recent cases" }).getByRole("menuitem").first()).toBeVisible();
  await page.keyboard.type("s");
  await page.keyboard.press("ArrowUp");
  await expect(palette(page).locator("[role=menuitem][data-focused]")).toHaveCount(1);
  await page.keyboard.type("<b>zzzz");
  await expect(palette(page).getByText("Nothing found")).toBeVisible();
  await page.mouse.click(5, 500);
  await expect(palette(page)).toHaveCount(0);
});

test("runs an action of the page, on a phone too, and offers no page without its role", async ({ page, signIn }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn("reviewer");
  await page.goto(overview);
  await expect(page.getByRole("button", { name: "Check everything" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await openPalette(page);
  await expect(palette(page).getByRole("menuitem", { name: "Signature requests" })).toBeVisible();
  await expect(palette(page).getByRole("menuitem", { name: "Access log" })).toHaveCount(0);
  await page.keyboard.type("check");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status", { name: "Conclusion" })).toContainText("Consistent", { timeout: 30_000 });
});

test("closes the account menu on Escape, on a press outside and on a new page, and gives the focus back", async ({
  page,
  signIn,
}) => {
  await signIn("reviewer");
  await page.goto("/");
  const account = page.getByRole("button", { name: "Account of Demo" });
  const signOut = page.getByRole("button", { name: "Sign out" });
  await account.focus();
  await page.keyboard.press("Enter");
  await expect(signOut).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.locator("#account-menu :focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(signOut).toBeHidden();
  await expect(account).toBeFocused();
  await account.click();
  await expect(signOut).toBeVisible();
  await page.mouse.click(5, 600);
  await expect(signOut).toBeHidden();
  await page.setViewportSize({ width: 390, height: 844 });
  await account.click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Signature requests" }).click();
  await expect(page).toHaveURL(/signature-requests/);
  await expect(signOut).toBeHidden();
});
