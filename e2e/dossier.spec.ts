import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright/test";
import { paths } from "#lib/paths";
import { contentOf, listAllRoles, readPdf, withoutSpaces } from "#lib/report/pdf/pdf.fixture";
import { expectNothingSerious } from "./support/axe.ts";
import { findFormFaults } from "./support/dossier/json-names.ts";
import { runVerifyScript } from "./support/dossier/run-shell.ts";
import { perWorker } from "./support/per-worker.ts";
import { startServer } from "./support/server.ts";
import { test as base, expect, findCase } from "./support/test.ts";

/** A dossier made in the browser, and checked by both verifiers without the desk. */

const test = base.extend<object, object>({ server: perWorker(() => startServer()) });
const { srId, evidenceIds } = findCase("nfc-completed");
const evidenceId = evidenceIds[0] ?? "";

async function openDialog(page: Page) {
  await page.goto(paths.evidence(srId, evidenceId));
  const button = page.getByRole("button", { name: "Create dossier" });
  await expect(button).toBeEnabled();
  await button.click();
  const dialog = page.getByRole("dialog", { name: "Create dossier" });
  await expect(dialog.getByRole("button", { name: "Create and save" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Recipient" }).fill("District court of Zürich");
  await dialog.getByRole("textbox", { name: "Legal basis" }).fill("Art. 190 CPC");
  return dialog;
}

async function save(page: Page, folder: string) {
  const dialog = page.getByRole("dialog", { name: "Create dossier" });
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    dialog.getByRole("button", { name: "Create and save" }).click(),
  ]);
  const name = download.suggestedFilename();
  const path = join(folder, name);
  await download.saveAs(path);
  await expect(dialog.getByRole("status")).toContainText("The dossier was saved.");
  execFileSync("unzip", ["-q", name], { cwd: folder });
  return { path, inside: path.replace(/\.zip$/, "") };
}

async function verify(page: Page, zip: string, keys: { logKey: string; tokenKey: string }) {
  await page.context().setOffline(true);
  await page.goto(pathToFileURL(resolve("lib/dossier/release/verify.html")).href);
  await page.getByRole("textbox", { name: "Log key you were given" }).fill(keys.logKey);
  await page.getByRole("textbox", { name: "Token key you were given" }).fill(keys.tokenKey);
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose dossier" }).click(),
  ]);
  await chooser.setFiles(zip);
  await expect(page.getByRole("table", { name: "Checks" })).toBeVisible();
  return JSON.parse((await page.locator("script#result").textContent()) ?? "");
}

/** The PDF has each text of `report.html` in its order, and its pictures. */
async function expectSameText(html: Page, bytes: Buffer) {
  const pdf = await readPdf(bytes);
  const content = contentOf(pdf);
  const texts = await html.locator("main bdi, main dt, main thead th").allTextContents();
  expect(texts.length).toBeGreaterThan(100);
  let from = 0;
  for (const text of texts.map(withoutSpaces)) {
    const at = content.indexOf(text, from);
    expect(at, text).toBeGreaterThanOrEqual(from);
    from = at + text.length;
  }
  expect(pdf.pages).toHaveLength(2);
  const roles = pdf.pages.flatMap(({ tree }) => listAllRoles(tree));
  expect(roles.filter((role) => role === "Figure")).toHaveLength(2);
  expect(pdf.language).toBe("en");
}

test("is made from everything that is opened, and is unchanged for both verifiers", async ({
  page,
  signIn,
  browser,
}, testInfo) => {
  await signIn("reviewer");
  const dialog = await openDialog(page);
  await expect(dialog.getByRole("listitem").filter({ hasText: "Record" })).toContainText("not opened yet");
  await expectNothingSerious(page);
  const folder = testInfo.outputPath();
  const { path, inside } = await save(page, folder);
  const read = (name: string) => readFileSync(join(inside, name), "utf8");
  const keys = JSON.parse(read("log/keys.json"));
  const given = {
    logKey: keys.keys.at(-1).vkey,
    tokenKey: JSON.parse(read("data/verdict.json")).key.thumbprint,
  };
  expect(await runVerifyScript("dash", inside, [given.logKey, given.tokenKey])).toMatchObject({ status: 0 });
  execFileSync("sha256sum", ["--quiet", "-c", "manifest-sha256.txt"], { cwd: inside });
  const context = await browser.newContext({ locale: "en-GB" });
  const result = await verify(await context.newPage(), path, given);
  expect(result.outcome).toBe("intact");
  const ofToken = result.checks.filter(({ check }: { check: string }) => check === "token" || check === "token_key");
  expect(ofToken.map(({ outcome }: { outcome: string }) => outcome)).toEqual(["pass", "pass"]);
  const report = await context.newPage();
  const problems: string[] = [];
  report.on("console", (message) => problems.push(message.text()));
  await report.goto(pathToFileURL(join(inside, "data/report.html")).href);
  await expect(report.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(report.getByText("bag-info.txt names the entry")).toBeVisible();
  expect(problems).toEqual([]);
  await report.screenshot({ path: testInfo.outputPath("report.png"), fullPage: true });
  await expect(report.getByRole("img")).toHaveCount(2);
  await expectSameText(report, readFileSync(join(inside, "data/report.pdf")));
  for (const name of ["dossier", "verdict", "keys", "comparison", "files", "decisions"].map((one) => `${one}.json`))
    expect(findFormFaults(name, read(`data/${name}`))).toEqual([]);
  expect(JSON.parse(read("data/comparison.json")).statements.length).toBeGreaterThan(3);
  expect(JSON.parse(read("data/files.json")).entries.length).toBeGreaterThan(3);
  await context.close();
});

for (const [locale, name] of [
  ["de", "Dossier erstellen"],
  ["fr", "Créer un dossier"],
  ["it", "Crea dossier"],
] as const)
  test(`asks in ${locale}, and Cancel leaves nothing`, async ({ page, signIn, context, server }, testInfo) => {
    await context.addCookies([{ name: "locale", value: locale, url: server.url }]);
    await signIn("reviewer");
    await page.goto(paths.evidence(srId, evidenceId));
    await page.getByRole("button", { name }).click();
    const dialog = page.getByRole("dialog", { name });
    await expect(dialog.getByRole("heading", { name })).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath(`dialog-${locale}.png`) });
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

test("is not made without its report as PDF, and says so", async ({ page, signIn }) => {
  await signIn("reviewer");
  await page.context().route(/\.ttf$/, (route) => route.abort());
  const dialog = await openDialog(page);
  const recorded: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/dossiers")) recorded.push(request.url());
  });
  await dialog.getByRole("button", { name: /save/i }).click();
  await expect(dialog.getByText("The report could not be made as PDF")).toBeVisible({ timeout: 60_000 });
  expect(recorded).toEqual([]);
});
