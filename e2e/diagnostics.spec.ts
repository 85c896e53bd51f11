import type { Page } from "playwright/test";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { expect, findCase, test } from "./support/test.ts";

const { srId, evidenceIds } = findCase("nfc-completed");

async function open(page: Page) {
  await page.goto("/diagnostics");
  return page.getByRole("region", { name: "Evidence endpoints" });
}

test("finds the status path and copies its settings by mouse", async ({ page, context, signIn }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn("admin");
  const region = await open(page);
  await region.getByLabel("Signature request ID").fill(srId);
  await region.getByLabel("Evidence ID").fill(` ${evidenceIds[0]} `);
  await region.getByRole("button", { name: "Find status path" }).click();
  await expect(region).toContainText("Status path found");
  await expect(region.getByRole("list", { name: "Paths tried" }).getByRole("listitem")).toHaveCount(1);
  await expect(region.getByRole("list", { name: "Paths tried" })).toContainText("transactionCode");
  await region.getByRole("button", { name: "Copy settings" }).click();
  const path = "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}";
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    [
      `SKRIBBLE_EVIDENCE_STATUS_PATH=${path}/status`,
      `SKRIBBLE_EVIDENCE_JSON_PATH=${path}/json`,
      `SKRIBBLE_EVIDENCE_FILES_PATH=${path}/files`,
      `SKRIBBLE_EVIDENCE_JWT_PATH=${path}/jwt`,
      "",
    ].join("\n"),
  );
  await expectNothingSeriousInBothThemes(page);
});

test("works by keyboard: Enter starts the search, Tab reaches the report, both are readable", async ({
  page,
  signIn,
}) => {
  await signIn("admin");
  const region = await open(page);
  await region.getByLabel("Signature request ID").focus();
  await page.keyboard.type("not an ID!");
  await page.keyboard.press("Enter");
  await expect(region.getByRole("alert")).toContainText("Enter both IDs");
  await expect(region.getByLabel("Signature request ID")).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(srId);
  await page.keyboard.press("Tab");
  await page.keyboard.type(evidenceIds[0]);
  await page.keyboard.press("Enter");
  await expect(region.getByRole("alert")).toHaveCount(0);
  await expect(region).toContainText("Status path found");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(region.getByRole("button", { name: "Create first-contact report" })).toBeFocused();
  await page.keyboard.press("Enter");
  const report = region.getByRole("region", { name: "first-contact report" });
  await expect(report).toContainText("== v2, token ==", { timeout: 60_000 });
  await expect(report).not.toContainText("Müller");
  await page.setViewportSize({ width: 360, height: 800 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, "pixels beyond 360").toBeLessThanOrEqual(0);
  await expectNothingSeriousInBothThemes(page);
});

test("stops a report, and says where its requests are recorded", async ({ page, signIn }) => {
  await signIn("admin");
  const region = await open(page);
  await region.getByLabel("Signature request ID").fill(srId);
  await region.getByLabel("Evidence ID").fill(evidenceIds[0]);
  await region.getByRole("button", { name: "Create first-contact report" }).click();
  await region.getByRole("button", { name: "Stop" }).click();
  await expect(region.getByText("Stopped.").first()).toBeVisible();
  await expect(region.getByRole("button", { name: "Find status path" })).toBeEnabled();
});

for (const [locale, name, words] of [
  ["en", "Questions for Skribble", ["status", "JWK Set", "schema", "paths"]],
  ["de", "Fragen an Skribble", ["Status", "JWK Set", "Schema", "Pfade"]],
  ["fr", "Questions à Skribble", ["Statut", "JWK Set", "schéma", "Chemins"]],
  ["it", "Domande a Skribble", ["Stato", "JWK Set", "schema", "Percorsi"]],
] as const)
  test(`offers the questions for the provider to copy in ${locale}`, async ({ page, context, signIn, baseURL }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    await signIn("admin");
    await page.goto("/diagnostics");
    const region = page.getByRole("region", { name, exact: true });
    await region.getByRole("button").click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("Sign API (http://");
    const text = await page.evaluate(() => navigator.clipboard.readText());
    for (const word of words) expect(text).toContain(word);
  });
