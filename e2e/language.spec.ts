import { expect, findCase, test } from "./support/test.ts";

const { srId, evidenceIds } = findCase("nfc-completed");
const token = `/signature-requests/${srId}/evidence/${evidenceIds[0]}/token`;

test.describe("a browser that prefers German", () => {
  test.use({ locale: "de-CH" });

  test("gets German pages, including sign-in", async ({ page, signIn }) => {
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { level: 1, name: "Anmelden" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await signIn("reviewer");
    await page.goto(token);
    await expect(page.getByRole("status", { name: "Prüfergebnis" })).toContainText("Token-Signatur gültig");
  });
});

test("prefers the chosen language to the browser's, keeps it, and refetches no evidence", async ({ page, signIn }) => {
  await signIn("reviewer");
  await page.goto(token);
  await expect(page.getByRole("status", { name: "Verdict" })).toContainText("Token signature valid");
  let verdicts = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/verdict")) verdicts += 1;
  });
  await page.getByRole("button", { name: "Account of" }).click();
  await page.getByRole("combobox", { name: "Language" }).selectOption("Français");
  await expect(page.getByRole("status", { name: "Résultat de la vérification" })).toContainText(
    "Signature du jeton valide",
  );
  expect(verdicts).toBe(0);
  await page.reload();
  await expect(page.getByRole("status", { name: "Résultat de la vérification" })).toContainText(
    "Signature du jeton valide",
  );
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
});

for (const locale of ["de", "fr", "it"])
  test(`fits every page in 360 pixels in ${locale}`, async ({ page, context, signIn, baseURL }) => {
    await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    await page.setViewportSize({ width: 360, height: 800 });
    await signIn("everything");
    const evidence = token.replace("/token", "");
    for (const path of ["/", "/signature-requests", evidence, `${evidence}/files`, token, "/audit", "/diagnostics"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
  });
