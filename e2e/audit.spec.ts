import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import type { Page } from "playwright/test";
import { apiPaths, paths } from "#lib/paths";
import { parseCheckpointNote } from "#lib/transparency-log/checkpoint-note";
import { parseEntryLine } from "#lib/transparency-log/entry-line";
import { hashOfLeaf } from "#lib/transparency-log/leaf";
import { parseConsistencyProof } from "#lib/transparency-log/proof-files";
import { isSignedBy } from "#lib/transparency-log/signed-note";
import { rootOfInclusion } from "#lib/transparency-log/tree-proofs";
import { parseVerifierKey } from "#lib/transparency-log/verifier-key";
import { findCase } from "../sandbox/cases.ts";
import { expectNothingSerious, expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { startServer } from "./support/server.ts";
import { signIn as signInTo } from "./support/sign-in.ts";
import { expect, test } from "./support/test.ts";

const { srId, evidenceIds } = findCase("nfc-completed");
const evidenceId = evidenceIds[0] ?? "";

test.describe("the access log", () => {
  test("shows accesses to auditors, with filters, verification and export, and not to reviewers", async ({
    page,
    signIn,
  }) => {
    await signIn("reviewer");
    await page.request.get(apiPaths.artefact(srId, evidenceId, "record"));
    await page.goto(paths.audit());
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
    expect((await page.request.get(apiPaths.audit())).status()).toBe(403);

    await page.context().clearCookies();
    await signIn("auditor");
    await page.goto(paths.audit());
    const log = page.getByRole("table", { name: "Access log" });
    await expect(log.getByRole("row", { name: /Evidence accessed · record/ }).first()).toBeVisible();

    await page.getByRole("combobox", { name: "Event" }).selectOption("release_outcome");
    await page.getByLabel("User", { exact: true }).fill("demo reviewer");
    await expect(log.getByText("Evidence accessed", { exact: true })).toHaveCount(0);
    await expect(log.getByText("Released in full").first()).toBeVisible();
    // A user's name stays out of the address.
    await expect(page).toHaveURL(/\/audit\?event=release_outcome$/);

    await page.getByRole("button", { name: "Verify" }).click();
    await expect(page.getByText(/^Intact: \d/)).toBeVisible();
    const says = page.getByText("Newer entries exist. Verify again to include them.");
    await expect(says).toHaveCount(0);
    await page.getByRole("radio", { name: "Today" }).check();
    await expect(says).toBeVisible();
    await expect(page).toHaveURL(/period=today/);

    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    expect(text).toContain('"release_outcome","reviewer@demo.test"');
    expect(text).not.toContain('"log_read"');
    expect(text.trimEnd().split("\r\n").at(-1)).toContain('"export_verification"');
  });

  test("fits the width of a phone", async ({ page, signIn }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await signIn("auditor");
    await page.goto(paths.audit());
    await expect(page.getByRole("table", { name: "Access log" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  test("shows reviewers each access to evidence, since when its digest is unchanged, and recent accesses", async ({
    page,
    signIn,
  }) => {
    await signIn("reviewer");
    for (let time = 0; time < 2; time++) await page.request.get(apiPaths.artefact(srId, evidenceId, "record"));
    await page.goto(paths.evidence(srId, evidenceId, "history"));
    await expect(page.getByText(/^Same as on /)).toBeVisible();
    await expect(page.getByRole("list", { name: "Who accessed this evidence" })).toContainText("Demo Reviewer");
    await page.goto(paths.home());
    await page.getByRole("region", { name: "Continue" }).getByRole("link").first().click();
    await expect(page).toHaveURL(paths.evidence(srId, evidenceId));
  });
});

const filterByPart = (page: Page, text: string) =>
  page.getByLabel("Signature request or evidence ID (any part)").fill(text);

test("finds accesses by part of an ID, says that names are not stored, and works with the keyboard, on a phone, in both themes and in forced colours", async ({
  page,
  signIn,
}) => {
  await signIn("reviewer");
  await page.request.get(apiPaths.artefact(srId, evidenceId, "record"));
  await page.context().clearCookies();
  await signIn("auditor");
  await page.goto(paths.audit());
  const table = page.getByRole("table", { name: "Access log" });
  const part = evidenceId.slice(-6);
  await filterByPart(page, part);
  await expect(page).toHaveURL(new RegExp(`part=${part}$`));
  await expect(page.getByRole("status").filter({ hasText: /^\d+ access(es)?$/ })).toHaveCount(1);
  await expect(table.getByRole("row", { name: new RegExp(evidenceId) }).first()).toBeVisible();
  // The address opens the same list.
  await page.reload();
  await expect(page.getByLabel("Signature request or evidence ID (any part)")).toHaveValue(part);
  await expect(table.getByRole("row", { name: /Demo Reviewer/ }).first()).toBeVisible();

  const sent: string[] = [];
  page.on("request", (request) => sent.push(decodeURIComponent(request.url())));
  await filterByPart(page, "Lefèvre");
  await expect(page.getByText(/not the names of signers. This text was not searched/)).toBeVisible();
  await filterByPart(page, "Lefevre");
  await expect(page.getByText(/If this is part of an ID, press Enter/)).toBeVisible();
  await page.getByRole("combobox", { name: "Event" }).selectOption("release");
  await expect(page).toHaveURL(/event=release/);
  expect(sent.filter((url) => /Lef/.test(url))).toEqual([]);
  await page.getByLabel("Signature request or evidence ID (any part)").press("Enter");
  await expect(page.getByText("No matching accesses.")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "No matching accesses" })).toHaveCount(1);
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(page).toHaveURL(/\/audit$/);

  await page.getByRole("radio", { name: "Any time" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Today" })).toBeChecked();
  await expect(page).toHaveURL(/period=today/);
  const details = table.getByRole("button", { name: /^Details of entry/ }).first();
  await details.focus();
  await page.keyboard.press("Enter");
  await expect(details).toHaveAttribute("aria-expanded", "true");
  await expect(table.getByText(/in the signed checkpoint of [\d,]+ entries/).first()).toBeVisible();

  await expectNothingSeriousInBothThemes(page);
  await page.emulateMedia({ forcedColors: "active" });
  await expectNothingSerious(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("radio", { name: "Today" })).toBeHidden();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page.getByRole("radio", { name: "Today" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
  await expectNothingSerious(page);
});

test("shows each access in one row, proves an entry, and compares the log with a checkpoint from elsewhere", async ({
  page,
  signIn,
}, testInfo) => {
  await signIn("reviewer");
  const released = await page.request.get(apiPaths.artefact(srId, evidenceId, "record"));
  const requestId = released.headers()["x-request-id"] ?? "";
  await page.context().clearCookies();
  await signIn("everything");
  await page.goto(paths.audit());
  await filterByPart(page, requestId);
  const rows = page.getByRole("table", { name: "Access log" }).getByRole("row", { name: /Demo Reviewer/ });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Released in full");
  await rows.getByRole("button", { name: /^Details of entry/ }).click();
  const table = page.getByRole("table", { name: "Access log" });
  await expect(table.getByText(/^Start: entry [\d,]+/)).toBeVisible();
  await expect(table.getByText(/^Outcome: entry [\d,]+/)).toBeVisible();
  await expect(table.getByText(/in the signed checkpoint of [\d,]+ entries/)).toHaveCount(2);
  await expect(
    page.getByText("Anyone who holds one of these checkpoints or a later one can detect a change of its entry."),
  ).toBeVisible();

  const save = async (name: string | RegExp) => {
    const button = page.getByRole("button", { name }).first();
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    return readFileSync(await download.path(), "utf8");
  };
  const { entry, checkpoint } = JSON.parse(await save(/^Proof of entry/));
  const note = parseCheckpointNote(checkpoint);
  const line = parseEntryLine(JSON.stringify(entry));
  const root = line && note && rootOfInclusion(hashOfLeaf(line.entry), entry.index, note.size, line.path ?? []);
  expect(root?.toString("base64")).toBe(note?.root.toString("base64"));
  expect(line?.entry.content).toContain(requestId);
  const key = await (await page.request.get("/.well-known/evidence-desk-log-key")).text();
  expect(note && isSignedBy(note.note, parseVerifierKey(key.trim()))).toBe(true);

  await page.getByRole("button", { name: "Consistency since a checkpoint that you hold" }).click();
  const saved = await save("Save checkpoint");
  const compare = async (text: string) => {
    const file = testInfo.outputPath("checkpoint.txt");
    writeFileSync(file, text);
    await page.getByLabel("Checkpoint file", { exact: true }).setInputFiles(file);
  };
  await compare(saved);
  await expect(page.getByText(/^Consistent: the log still begins with the same \d+ entries/)).toBeVisible();
  const consistency = await save("Save proof");
  expect(parseConsistencyProof(consistency)?.number).toBe(parseCheckpointNote(saved)?.size);
  const shipped = JSON.stringify({ level: "info", msg: "log checkpoint", checkpoint: saved });
  const size = parseCheckpointNote(saved)?.size ?? 0;
  const otherRoot = Buffer.alloc(32, 1).toString("base64");
  const cases: [string, RegExp][] = [
    [`a line\n2026-11-27 app ${shipped}\r\n{"torn`, /^Consistent: /],
    [saved.replace(/\n[A-Za-z0-9+/=]{44}\n/, `\n${otherRoot}\n`), /^Not consistent: the log does not begin with/],
    [saved.replace(`\n${size}\n`, "\n99999\n"), /^Not consistent: your checkpoint covers 99,999 entries/],
    [saved.replaceAll("/log/", "/log/0"), /^Cannot be compared: your checkpoint belongs to the log/],
    ["", /^The file contains no signed checkpoint/],
  ];
  for (const [text, says] of cases) {
    await compare(text);
    await expect(page.getByText(says)).toBeVisible();
  }
});

test("takes a purpose from the link, requires confirmation, and removes it from the URL", async ({ browser }) => {
  const server = await startServer({ REQUIRE_PURPOSE: "1" });
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  try {
    await signInTo(page, "everything");
    const refused = await page.request.get(apiPaths.artefact(srId, evidenceId, "status"));
    expect(refused.status()).toBe(428);
    await page.goto(`${paths.short(srId, evidenceId)}?ticket=CASE-7`);
    await expect(page.getByRole("textbox", { name: "Ticket", exact: true })).toHaveValue("CASE-7");
    await page.getByRole("button", { name: "Confirm and open" }).click();
    await expect(page.getByRole("navigation", { name: "Evidence" })).toBeVisible();
    await expect(page).toHaveURL(`${server.url}${paths.evidence(srId, evidenceId)}`);
    const log = (await (await page.request.get(`${apiPaths.audit()}?ticket=CASE-7`)).json()) as {
      items: { event: string; detail: { source?: string } | null }[];
    };
    expect(log.items.find(({ event }) => event === "purpose_confirmed")?.detail).toEqual({ source: "link" });
    expect(log.items.some(({ event }) => event === "release")).toBe(true);
  } finally {
    await context.close();
    await server.end();
  }
});

test("flags entries whose time contradicts the order or the clock, on the page and after a verification", async ({
  browser,
}) => {
  const secret = "a-secret-of-this-spec-0123456789-abcdefgh";
  const server = await startServer({ AUDIT_KEY: secret });
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const target = { kind: "sqlite", dataDir: server.dataDir, root: process.cwd(), exclusive: false };
  const append = (name: string, clockMs: number) => {
    const order = JSON.stringify({ target, writers: 1, entries: 1, name, secrets: [secret], clockMs });
    const program = ["--import", "./scripts/typescript.mjs", "e2e/support/audit-writers.ts", order];
    return promisify(execFile)(process.execPath, program);
  };
  try {
    await signInTo(page, "auditor");
    const hourMs = 60 * 60_000;
    await append("late", -hourMs);
    await append("early", 24 * hourMs);
    await page.goto(paths.audit());
    const table = page.getByRole("table", { name: "Access log" });
    await expect(table.getByRole("row", { name: /Older than an entry before it/ })).toHaveCount(2);
    await expect(table.getByRole("row", { name: /In the future/ })).toHaveCount(1);
    await filterByPart(page, "late-0-0");
    await expect(table.getByRole("row", { name: /Older than an entry before it/ })).toHaveCount(1);
    await page.getByRole("button", { name: "Verify" }).click();
    await expect(page.getByText(/^Intact: \d/)).toBeVisible();
    await expect(page.getByText(/^\d+ entries have a time that does not fit/)).toBeVisible();
  } finally {
    await context.close();
    await server.end();
  }
});

test("offers the ticket of a link above the page if no purpose is required, once", async ({ page, signIn }) => {
  await signIn("reviewer");
  const link = `${paths.short(srId, evidenceId)}?ticket=CASE-8`;
  const ticket = page.getByRole("textbox", { name: "Ticket", exact: true });
  await page.goto(link);
  await expect(ticket).toHaveValue("CASE-8");
  await expect(page.getByRole("navigation", { name: "Evidence" })).toBeVisible();
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page).toHaveURL(paths.evidence(srId, evidenceId));
  await expect(ticket).toHaveCount(0);
  await page.goto(link);
  await expect(page).toHaveURL(paths.evidence(srId, evidenceId));
  await expect(page.getByRole("navigation", { name: "Evidence" })).toBeVisible();
  await expect(ticket).toHaveCount(0);
});
