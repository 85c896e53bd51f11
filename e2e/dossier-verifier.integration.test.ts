import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright";
import { expect as expectPage } from "playwright/test";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { digestFile } from "#lib/dossier/digest-file";
import type { Result } from "#lib/dossier/verifier/model";
import { writeZip } from "#lib/dossier/write-zip";
import { chromiumLaunchOptions } from "../scripts/test/chromium.mjs";
import { changes } from "./support/dossier/changes.ts";
import { toFolder, toZip } from "./support/dossier/containers.ts";
import { madeAt } from "./support/dossier/test-case.ts";
import { createWorld, type World } from "./support/dossier/world.ts";

/** verify.html from a file, offline: DOSSIER.md section 10. */

let world: World;
let folder: string;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  world = await createWorld();
  folder = mkdtempSync(join(tmpdir(), "evidence-desk-verifier-"));
  browser = await chromium.launch(chromiumLaunchOptions());
});
beforeEach(async () => {
  const context = await browser.newContext({ offline: true, locale: "en-GB" });
  page = await context.newPage();
  return () => context.close();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
  await world.end();
});

const address = pathToFileURL(resolve("lib/dossier/release/verify.html")).href;

async function openVerifier(page: Page, keys: { logKey: string; tokenKey: string } | null): Promise<void> {
  await page.goto(address);
  if (keys === null) return;
  await page.getByRole("textbox", { name: "Log key you were given" }).fill(keys.logKey);
  await page.getByRole("textbox", { name: "Token key you were given" }).fill(keys.tokenKey);
}

const ownKeys = ({ whole, key }: World) => ({ logKey: whole.verifierKey, tokenKey: key.thumbprint });

async function readResult(page: Page): Promise<Result> {
  await expectPage(page.getByRole("table", { name: "Checks" })).toBeVisible();
  return JSON.parse((await page.locator("script#result").textContent()) ?? "") as Result;
}

async function verify(page: Page, zip: Blob, name = "dossier.zip"): Promise<Result> {
  await page.locator("#place").evaluate((place) => place.replaceChildren());
  const path = join(folder, name);
  writeFileSync(path, Buffer.from(await zip.arrayBuffer()));
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose dossier" }).click(),
  ]);
  await chooser.setFiles(path);
  return readResult(page);
}

/** Fails on anything that the page's policy or the network had to refuse. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("request", (request) => !request.url().startsWith("file:") && problems.push(request.url()));
  return problems;
}

test("an untouched dossier is unchanged, from a ZIP and from a folder", async () => {
  const problems = watch(page);
  await openVerifier(page, ownKeys(world));
  const { outcome } = await verify(page, await toZip(world.whole));
  expect(outcome).toBe("intact");
  await expectPage(page.getByRole("status", { name: "Result" })).toHaveText(/^Unchanged/);
  await expectPage(page.getByRole("status", { name: "Dossier", exact: true })).toHaveText("Unchanged");
  await expectPage(page.getByRole("status", { name: "Token", exact: true })).toHaveText("Token signature valid");
  await page.locator("#folder").setInputFiles(toFolder(world.whole, folder));
  await expectPage.poll(async () => (await readResult(page)).outcome).toBe("intact");
  expect(problems).toEqual([]);
});

test("every row of changes is found", { timeout: 300_000 }, async () => {
  const problems = watch(page);
  await openVerifier(page, ownKeys(world));
  const missed: string[] = [];
  for (const { row, change, check, code, outcome } of changes) {
    const result = await verify(page, await toZip(await change(world.whole, world)));
    const isFound = result.checks.some((finding) => finding.check === check && finding.code === code);
    if (!isFound || result.outcome !== outcome)
      missed.push(
        `${row}: ${result.outcome}, ${JSON.stringify(result.checks.filter((one) => one.outcome === "fail"))}`,
      );
  }
  expect(missed).toEqual([]);
  expect(problems).toEqual([]);
});

test("without given keys a dossier is never green", async () => {
  await openVerifier(page, null);
  const { outcome } = await verify(page, await toZip(world.whole));
  expect(outcome).toBe("intact_keys_not_compared");
  await expectPage(page.getByRole("status", { name: "Result" })).toHaveClass(/amber/);
});

test("the page says it in four languages", async () => {
  await openVerifier(page, ownKeys(world));
  await verify(page, await toZip(world.whole));
  for (const [language, word] of [
    ["de", "Unverändert"],
    ["fr", "Inchangé"],
    ["it", "Invariato"],
    ["en", "Unchanged"],
  ] as const) {
    await page.getByRole("combobox").selectOption(language);
    await expectPage(page.locator("h2")).toHaveText(new RegExp(`^${word}`));
  }
});

test("what a hostile dossier names is text, and runs nothing", async () => {
  const problems = watch(page);
  await openVerifier(page, ownKeys(world));
  const { files, ...rest } = world.whole;
  const hostile = '<img src=x onerror="document.title=1">\u202egpj.exe</script><script>document.title=2</script>';
  const dossier = String(files.get("data/dossier.json")).replace('"sr-test-1"', JSON.stringify(hostile));
  const changed = new Map(files)
    .set("data/dossier.json", Buffer.from(dossier))
    .set(`data/${hostile}`, Buffer.from("x"));
  const { outcome } = await verify(page, await toZip({ ...rest, files: changed }));
  expect(outcome).toBe("changed");
  await expectPage(page.locator("main")).toContainText('<img src=x onerror="document.title=1">[U+202E]');
  expect(await page.locator("main img").count()).toBe(0);
  expect(await page.title()).toBe("Verify a dossier");
  expect(problems).toEqual([]);
});

test("several dossiers are offered, and each is judged separately", async () => {
  await openVerifier(page, ownKeys(world));
  const changed = new Map(world.second.files).set("data/report.html", Buffer.from("forged"));
  const zips = [await toZip(world.whole), await toZip({ ...world.second, files: changed })];
  const files = await Promise.all(zips.map((zip, at) => digestFile(`${at + 1}.zip`, zip)));
  const { outcome, checks } = await verify(page, writeZip("batch", files, madeAt));
  expect(outcome).toBe("intact");
  expect(checks).toContainEqual(
    expect.objectContaining({ check: "container", outcome: "info", code: "several_dossiers" }),
  );
  await page.getByRole("button", { name: "batch/2.zip" }).click();
  await expectPage(page.getByRole("status", { name: "Result" })).toHaveText(/^Changed/);
});

test("a cut ZIP and another file are not readable", async () => {
  await openVerifier(page, null);
  const zip = await toZip(world.whole);
  for (const blob of [zip.slice(0, zip.size - 100), new Blob(["no ZIP"])]) {
    const { outcome, checks } = await verify(page, blob);
    expect(outcome).toBe("unreadable");
    expect(checks.map(({ check, code }) => `${check} ${code}`)).toEqual(["container zip_unreadable"]);
    await expectPage(page.getByRole("status", { name: "Result" })).toHaveText(/^Not readable/);
  }
});

test("a name twice is changed", async () => {
  await openVerifier(page, ownKeys(world));
  const files = [...world.whole.files].map(([path, bytes]) => digestFile(path, new Blob([new Uint8Array(bytes)])));
  const twice = digestFile("data/report.html", new Blob(["forged"]));
  const { outcome, checks } = await verify(page, writeZip("twice", await Promise.all([...files, twice]), madeAt));
  expect(outcome).toBe("changed");
  expect(checks).toContainEqual(expect.objectContaining({ check: "container", code: "name_twice" }));
});

test("the page is one file without addresses of a network", () => {
  const source = readFileSync("lib/dossier/release/verify.html", "utf8");
  expect(source).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/);
  expect(source).not.toMatch(/<(?:link|img|iframe|script src)/);
});
