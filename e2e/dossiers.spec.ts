import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright/test";
import { apiPaths, paths } from "#lib/paths";
import { expectNothingSerious } from "./support/axe.ts";
import { changeSessions } from "./support/change-sessions.ts";
import { verifyZip } from "./support/dossier/containers.ts";
import { perWorker } from "./support/per-worker.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { type DemoAccount, signIn as signInPage } from "./support/sign-in.ts";
import { test as base, expect, findCase } from "./support/test.ts";

/** Dossiers of several cases: one person asks, another confirms, and the first one's browser makes them. */

const test = base.extend<object, object>({ server: perWorker(() => startServer()) });
const cases = (["nfc-completed", "manual-review-completed"] as const).map((name) => findCase(name));
const [first, second] = cases.map(({ srId, evidenceIds }) => ({ srId, evidenceId: evidenceIds[0] ?? "" }));
if (!first || !second) throw new Error("The sandbox has no such cases.");

/** Puts the cases into the queue of this tab, as a person who pastes their IDs does. */
async function queueCases(page: Page) {
  await page.goto(paths.home());
  await page.getByRole("searchbox").first().fill(`${first?.srId} ${second?.srId}`);
  await page.keyboard.press("Enter");
  // The queue has their evidence once both are looked up.
  await page.getByText("2 known").waitFor();
  await page.getByRole("button", { name: "Review one by one" }).click();
  await page.waitForURL(/evidence/);
  await page.goto(paths.queue());
}

async function ask(page: Page) {
  await queueCases(page);
  await page.getByRole("button", { name: "Dossiers (2)" }).click();
  const form = page.getByRole("region", { name: "New request" });
  await expect(form.getByRole("checkbox", { name: new RegExp(`${first?.evidenceId}$`) })).toBeChecked();
  await expect(form.getByRole("radio", { name: "With names" })).toHaveCount(0);
  await form.getByRole("textbox", { name: "Recipient" }).fill("District court of Zürich");
  await form.getByRole("textbox", { name: "Legal basis" }).fill("Art. 190 CPC");
  await expectNothingSerious(page);
  await form.getByRole("button", { name: "Ask for confirmation" }).click();
  await expect(page.getByRole("region", { name: "Your requests" }).getByText("Waits for confirmation")).toBeVisible();
}

async function openAs(browser: Browser, server: RunningServer, account: DemoAccount): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: server.url, locale: "en-GB" })).newPage();
  await signInPage(page, account);
  await page.goto(paths.dossiers());
  return page;
}

const waiting = (page: Page) => page.getByRole("region", { name: "Waiting for your confirmation" });
const own = (page: Page) => page.getByRole("region", { name: "Your requests" });

async function press(page: Page, name: RegExp, folder: string) {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    own(page).getByRole("button", { name }).click(),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

function unpack(zip: string, folder: string): string[] {
  execFileSync("unzip", ["-q", "-o", zip, "-d", folder]);
  const inside = join(folder, zip.replace(/^.*\/|\.zip$/g, ""));
  return readdirSync(inside).map((name) => join(inside, name));
}

test("are one ZIP once another person has confirmed them; a case that fails is named, left out, and made later", async ({
  page,
  signIn,
  browser,
  server,
}, testInfo) => {
  test.slow();
  await signIn("reviewer");
  await ask(page);
  await expect(own(page).getByRole("button", { name: /^Create/ })).toHaveCount(0);

  const other = await openAs(browser, server, "reviewer2");
  const card = waiting(other).getByRole("listitem").first();
  for (const text of [first.evidenceId, second.evidenceId, "District court of Zürich", "Art. 190 CPC", "Without names"])
    await expect(card).toContainText(text);
  await expectNothingSerious(other);
  await card.getByRole("button", { name: "Confirm" }).focus();
  await other.keyboard.press("Enter");
  await expect(waiting(other)).toContainText("Confirmed by");
  await expect(waiting(other).getByRole("button")).toHaveCount(0);
  await other.getByRole("button", { name: "Refresh list" }).click();
  await expect(waiting(other)).toContainText("Nothing waits for your confirmation.");

  await page.getByRole("button", { name: "Refresh list" }).click();
  const failing = `**${apiPaths.artefact(second.srId, second.evidenceId, "files")}`;
  await page.route(failing, (route) =>
    route.fulfill({
      status: 502,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "provider_unavailable", detail: "The provider is down.", requestId: "request-9" }),
    }),
  );
  const folder = testInfo.outputPath();
  const partial = await press(page, /^Create and save 2 dossiers/, folder);
  const list = own(page).getByRole("list", { name: "Progress" });
  await expect(list.getByRole("listitem").nth(1)).toContainText(/left out: .*request-9.*The provider is down/);
  await expect(own(page).getByRole("status")).toContainText(
    "1 of 2 dossiers were saved in one ZIP. 1 case was left out.",
  );
  expect(unpack(partial, folder)).toHaveLength(1);

  await page.unroute(failing);
  const whole = await press(page, /^Create the 1 missing dossier/, folder);
  await expect(own(page).getByRole("status")).toContainText("2 of 2 dossiers were saved in one ZIP.");
  expect(whole).toMatch(/evidence-dossiers_[0-9a-f]{8}_\d{8}T\d{6}Z\.zip$/);
  const inner = unpack(whole, folder);
  expect(inner.map((path) => path.replace(/.*evidence-dossier_(.*)_\d+T\d+Z\.zip/, "$1")).sort()).toEqual(
    [first.evidenceId, second.evidenceId].sort(),
  );
  for (const path of inner) {
    const result = await verifyZip(new Blob([new Uint8Array(readFileSync(path))]), {}, new Date());
    expect(result.checks.filter(({ outcome }) => outcome === "fail" || outcome === "warn")).toEqual([]);
  }
  const listing = execFileSync("unzip", ["-v", whole], { encoding: "utf8" });
  expect(listing.match(/ Stored /g)).toHaveLength(2);

  const context = await browser.newContext({ locale: "en-GB", offline: true });
  const verifier = await context.newPage();
  await verifier.goto(pathToFileURL(resolve("lib/dossier/release/verify.html")).href);
  const [chooser] = await Promise.all([
    verifier.waitForEvent("filechooser"),
    verifier.getByRole("button", { name: "Choose dossier" }).click(),
  ]);
  await chooser.setFiles(whole);
  const resultOf = async () => JSON.parse((await verifier.locator("script#result").textContent()) ?? "{}");
  for (const { evidenceId } of [second, first]) {
    const choice = verifier.getByRole("button", { name: new RegExp(evidenceId) });
    await choice.click();
    await expect(choice).toHaveAttribute("aria-pressed", "true");
    await expect(verifier.getByRole("table", { name: "Checks" })).toBeVisible();
    await expect.poll(async () => (await resultOf()).outcome).toBe("intact_keys_not_compared");
    expect((await resultOf()).checks[0]).toMatchObject({ check: "container", code: "several_dossiers", detail: "2" });
  }
  await context.close();

  // Nothing of it can be made twice.
  await page.reload();
  await expect(own(page).getByText(/^2 dossiers were recorded earlier/)).toBeVisible();
  await expect(own(page).getByRole("button", { name: /^Create/ })).toHaveCount(0);
});

test("are not created if another person refuses, the request is withdrawn, or its person loses the role", async ({
  page,
  signIn,
  browser,
  server,
}) => {
  await signIn("reviewer");
  const post = (path: string, data: unknown) => page.request.post(path, { data });
  const order = { custody: "none", leftOut: ["report"], recipient: "Court", basis: "Art. 190 CPC" };
  const asked = async () => (await post(apiPaths.dossierBatches(), { cases: [first, second], ...order })).json();
  const refused = await asked();
  const other = await openAs(browser, server, "lead");
  await waiting(other).getByRole("button", { name: "Refuse" }).first().click();
  await expect(waiting(other)).toContainText("Refused by");
  await expect(waiting(other).getByRole("button")).toHaveCount(0);
  const parts = await post(apiPaths.dossierParts(first.srId, first.evidenceId), { ...order, batch: refused.id });
  expect(parts.status()).toBe(409);
  await page.goto(paths.dossiers());
  await expect(own(page).getByText("Refused", { exact: true })).toBeVisible();

  const { id, sha256 } = await asked();
  const answer = (from: Page, body: object) => from.request.post(apiPaths.dossierBatchAnswer(id), { data: body });
  expect((await answer(page, { answer: "confirm", sha256 })).status()).toBe(409);
  const auditor = await openAs(browser, server, "auditor");
  expect((await answer(auditor, { answer: "confirm", sha256 })).status()).toBe(403);
  expect((await answer(other, { answer: "confirm", sha256: "00".repeat(32) })).status()).toBe(409);
  expect((await answer(other, { answer: "confirm", sha256 })).status()).toBe(200);
  expect((await answer(other, { answer: "confirm", sha256 })).status()).toBe(409);
  await page.getByRole("button", { name: "Refresh list" }).click();
  await own(page).getByRole("button", { name: "Withdraw request" }).first().click();
  await expect(own(page).getByText("Withdrawn", { exact: true })).toBeVisible();
  expect((await post(apiPaths.dossierParts(first.srId, first.evidenceId), { ...order, batch: id })).status()).toBe(409);
  for (const bad of [
    { cases: [first] },
    { cases: [first, first] },
    { cases: Array.from({ length: 1000 }, (_, at) => ({ srId: "sr", evidenceId: `ev-${at}` })) },
    { cases: [first, { srId: first.srId, evidenceId: ".." }] },
  ])
    expect((await post(apiPaths.dossierBatches(), { ...order, ...bad })).status()).toBe(400);
  const unknown = { cases: [first, { srId: first.srId, evidenceId: second.evidenceId }] };
  expect((await post(apiPaths.dossierBatches(), { ...order, ...unknown })).status()).toBe(404);

  // Confirmed, and then the role of the person who asked is withdrawn.
  const last = await asked();
  const confirm = { answer: "confirm", sha256: last.sha256 };
  expect((await other.request.post(apiPaths.dossierBatchAnswer(last.id), { data: confirm })).status()).toBe(200);
  const ofLast = () => post(apiPaths.dossierParts(first.srId, first.evidenceId), { ...order, batch: last.id });
  expect((await ofLast()).status()).toBe(200);
  changeSessions(server, "roles = 'auditor' where subject = ?1", "reviewer@demo.test");
  expect((await ofLast()).status()).toBe(403);
});
