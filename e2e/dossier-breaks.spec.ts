import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Page, Route } from "playwright/test";
import { apiPaths, paths } from "#lib/paths";
import { changeSessions } from "./support/change-sessions.ts";
import { perWorker } from "./support/per-worker.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { test as base, expect, findCase } from "./support/test.ts";

/** A dossier whose making is cancelled or breaks off: nothing is saved, and it can be made again. */

const test = base.extend<object, object>({ server: perWorker(() => startServer({ DOSSIERS_PER_DAY: "0" })) });
const { srId, evidenceIds } = findCase("nfc-completed");
const evidenceId = evidenceIds[0] ?? "";
const files = `**${apiPaths.artefact(srId, evidenceId, "files")}`;
const claims = `**${apiPaths.dossiers(srId, evidenceId)}`;

/** Number of dossiers that the log has. */
function countEntries({ dataDir }: RunningServer): number {
  const database = new DatabaseSync(join(dataDir, "evidence-desk.sqlite"), { readOnly: true });
  const row = database.prepare("select count(*) as count from log_entries where event = 'dossier'").get();
  database.close();
  return Number(row?.count);
}

/** Names of everything that the page saves. */
function watchDownloads(page: Page): string[] {
  const saved: string[] = [];
  page.on("download", (download) => saved.push(download.suggestedFilename()));
  return saved;
}

/** Stops a call until `release`. `reached` resolves with the first one. */
function holdCalls() {
  const { promise: reached, resolve } = Promise.withResolvers<Route>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const hold = async (route: Route) => {
    resolve(route);
    await released;
    await route.continue().catch(() => undefined);
  };
  return { hold, reached, release };
}

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Create dossier" });

async function fillDialog(page: Page) {
  await page.goto(paths.evidence(srId, evidenceId));
  const button = page.getByRole("button", { name: "Create dossier" });
  await expect(button).toBeEnabled();
  await button.click();
  await dialogOf(page).getByRole("textbox", { name: "Recipient" }).fill("District court");
  await dialogOf(page).getByRole("textbox", { name: "Legal basis" }).fill("Art. 190 CPC");
}

const pressCreate = (page: Page) => dialogOf(page).getByRole("button", { name: "Create and save" }).click();

async function makeAgain(page: Page) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), pressCreate(page)]);
  expect(await download.failure()).toBeNull();
  await expect(dialogOf(page).getByRole("status")).toContainText("The dossier was saved.");
}

for (const by of ["Cancel", "Escape"] as const)
  test(`that is cancelled by ${by} while the provider is slow says that nothing was saved, and is made again`, async ({
    page,
    signIn,
    server,
  }) => {
    await signIn("reviewer");
    const saved = watchDownloads(page);
    const { hold, reached, release } = holdCalls();
    await page.route(files, hold);
    await fillDialog(page);
    await pressCreate(page);
    await reached;
    await expect(dialogOf(page).getByRole("progressbar")).toBeVisible();
    const before = countEntries(server);
    if (by === "Cancel") await dialogOf(page).getByRole("button", { name: "Cancel" }).click();
    else await page.keyboard.press("Escape");
    await expect(dialogOf(page).getByRole("status")).toContainText("Cancelled. Nothing was saved.");
    release();
    await page.unroute(files);
    expect([saved, countEntries(server)]).toEqual([[], before]);
    await makeAgain(page);
    await dialogOf(page).getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("button", { name: "Create dossier" })).toBeFocused();
  });

test("in a tab that is closed half way leaves an entry without a dossier at most", async ({
  page,
  context,
  signIn,
  server,
}) => {
  await signIn("reviewer");
  const saved = watchDownloads(page);
  const before = countEntries(server);
  const recorded = Promise.withResolvers<number>();
  await page.route(claims, async (route) => {
    // The server records it; its answer never arrives.
    recorded.resolve((await route.fetch()).status());
  });
  await fillDialog(page);
  await pressCreate(page);
  expect(await recorded.promise).toBe(201);
  await page.close();
  expect(saved).toEqual([]);
  // The browser may send the call again that it lost with the tab: entries without a dossier are harmless.
  const entries = countEntries(server);
  expect(entries).toBeGreaterThan(before);
  const next = await context.newPage();
  await fillDialog(next);
  await makeAgain(next);
  expect(countEntries(server)).toBeGreaterThan(entries);
  expect(saved).toEqual([]);
});

test("whose session ends is not made, and nothing is saved", async ({ page, signIn, server }) => {
  await signIn("reviewer");
  const saved = watchDownloads(page);
  const { hold, reached, release } = holdCalls();
  await page.route(claims, hold);
  await fillDialog(page);
  const before = countEntries(server);
  await pressCreate(page);
  await reached;
  changeSessions(server, "ended_at = ?1, end_reason = 'sign_out'", Date.now());
  release();
  await expect(
    page
      .getByRole("alert")
      .or(page.getByRole("button", { name: /^Sign in/ }))
      .first(),
  ).toBeVisible();
  expect([saved, countEntries(server)]).toEqual([[], before]);
});

test("without a network says so, and is made again when it is back", async ({ page, context, signIn }) => {
  await signIn("reviewer");
  const saved = watchDownloads(page);
  await fillDialog(page);
  await context.setOffline(true);
  await pressCreate(page);
  await expect(dialogOf(page).getByRole("alert").first()).toContainText("can't be reached");
  expect(saved).toEqual([]);
  await context.setOffline(false);
  await page.reload();
  await fillDialog(page);
  await makeAgain(page);
});

for (const [what, forge] of [
  ["checkpoint", (text: string) => text.replace(/\\n\d+\\n/, "\\n999999\\n")],
  ["entry", (text: string) => text.replace("District court", "Another court")],
  ["custody", (text: string) => text.replace(/"entries":\[\{.*?\},/, '"entries":[')],
] as const)
  test(`whose recorded ${what} was changed on its way is not saved`, async ({ page, signIn }) => {
    await signIn("reviewer");
    const saved = watchDownloads(page);
    await page.route(claims, async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const body = forge(text);
      expect(body).not.toBe(text);
      await route.fulfill({ response, body });
    });
    await fillDialog(page);
    await pressCreate(page);
    const alert = dialogOf(page).getByRole("alert");
    await expect(alert).toContainText("Dossier not confirmed");
    await expect(alert).toContainText("doesn't prove this dossier");
    expect(saved).toEqual([]);
    await page.unroute(claims);
    await makeAgain(page);
  });
