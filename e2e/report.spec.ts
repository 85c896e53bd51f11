import { mkdirSync } from "node:fs";
import type { Page } from "playwright/test";
import { apiPaths, paths } from "#lib/paths";
import { expectNothingSerious, expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { Firefox } from "./support/firefox.ts";
import { readPdf } from "./support/pdf-text.ts";
import { perWorker } from "./support/per-worker.ts";
import { startServer } from "./support/server.ts";
import { test as base, expect, findCase } from "./support/test.ts";

/** A server of its own: the report lists all accesses to a case, and its pages are counted. */
const test = base.extend<object, object>({ server: perWorker(() => startServer()) });

const idsOf = (name: Parameters<typeof findCase>[0]) => {
  const { srId, evidenceIds } = findCase(name);
  return { srId, evidenceId: evidenceIds[0] ?? "" };
};

async function checkEverything(page: Page, { srId, evidenceId }: { srId: string; evidenceId: string }) {
  await page.goto(paths.evidence(srId, evidenceId));
  const headline = page.getByRole("status", { name: "Conclusion" }).getByRole("heading", { level: 2 });
  const button = page.getByRole("button", { name: "Check everything" });
  await expect(async () => {
    if ((await button.count()) > 0 && (await button.isEnabled())) await button.click();
    await expect(headline).toHaveText(/^(?:Consistent|Contradiction found|Cannot tell)/, { timeout: 10_000 });
  }).toPass({ timeout: 60_000 });
}

/** Replaces the print dialog, which no test can close, and keeps the report until it was printed into a file. */
const holdPrint = (page: Page) =>
  page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-printed", "");
  });

async function printReport(page: Page, folder: string) {
  await expect(page.locator("html[data-printed]")).toHaveCount(1, { timeout: 20_000 });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  mkdirSync(folder, { recursive: true });
  return readPdf(folder, pdf);
}

test("prints a report of two pages with everything that it rests on, after its entry in the access log", async ({
  page,
  signIn,
}, testInfo) => {
  const { srId, evidenceId } = idsOf("nfc-completed");
  await holdPrint(page);
  await signIn("everything");
  await page.request.post(apiPaths.purpose(srId), { data: { ticket: "SUP-4711", purpose: "Complaint" } });
  await page.emulateMedia({ colorScheme: "dark" });
  await checkEverything(page, { srId, evidenceId });
  await page.getByRole("button", { name: "Print", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Print" });
  await expectNothingSeriousInBothThemes(page);
  await page.emulateMedia({ forcedColors: "active" });
  await expectNothingSerious(page);
  await page.emulateMedia({ forcedColors: "none", colorScheme: "dark" });
  await dialog.getByRole("radio", { name: "Small" }).check();
  await dialog.getByRole("button", { name: "Print …" }).click();
  const { pages, areA4 } = await printReport(page, testInfo.outputDir);
  expect(areA4).toEqual([true, true]);
  const [first = "", second = ""] = pages;
  const all = pages.join("\n");
  for (const text of [
    "Evidence Desk Identification report",
    "DEMO · no legal weight",
    "printed by Demo Everything",
    "SUP-4711",
  ])
    for (const one of pages) expect(one).toContain(text);
  expect(first).toContain("Page 1 of 2");
  expect(second).toContain("Page 2 of 2");
  for (const text of [
    srId,
    evidenceId,
    "Complaint",
    "Consistent: the token is valid for this evidence",
    "Who was identified",
    "29 February 1984",
    "1984-02-29",
    "No differences",
    "consistent",
  ])
    expect(first).toContain(text);
  expect(first).toContain("Internal assessment; says nothing about the signature's validity.");
  expect(first).toContain("rules of version 2026-11");
  for (const text of [
    "Qualified signature Signed PDF and certificate were not opened",
    "No software compared them",
    "Check this report.",
    "Printed this report",
  ])
    expect(all).toContain(text);
  // Every digest in full, as the server computed it.
  for (const artefact of ["record", "files", "token"] as const) {
    const { headers } = await page.request
      .get(apiPaths.artefact(srId, evidenceId, artefact))
      .then((response) => ({ headers: response.headers() }));
    expect(all).toContain(headers["x-evidence-sha256"] ?? "missing");
  }
  const key = (await (await page.request.get("/.well-known/evidence-desk-log-key")).text()).trim();
  expect(all.replaceAll(" ", "")).toContain(key);

  const entry = /log entry ([\d,]+)/.exec(first)?.[1]?.replace(",", "") ?? "";
  const proof = await (await page.request.get(apiPaths.auditProof(Number(entry)))).json();
  expect(proof.entry.event).toBe("print");
  expect(JSON.parse(proof.entry.content)).toMatchObject({
    srId,
    evidenceId,
    ticket: "SUP-4711",
    detail: { conclusion: "consistent", pictures: "small" },
  });
  // One entry is one print: afterwards the browser's own command prints the page, marked.
  await expect(page.locator("[data-paper]")).toHaveCount(0);
  const own = readPdf(testInfo.outputDir, await page.pdf(), "raw");
  for (const one of own.pages) expect(one).toContain("Not recorded");
});

test("masks personal data and pictures, and shows a difference with both digests", async ({
  page,
  signIn,
}, testInfo) => {
  const ids = idsOf("digest-mismatch");
  await holdPrint(page);
  await signIn("reviewer");
  await page.setViewportSize({ width: 390, height: 844 });
  await checkEverything(page, ids);
  await page.getByRole("button", { name: "More", exact: true }).click();
  const open = page.getByRole("button", { name: "Print", exact: true });
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Print" });
  await expect(dialog).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByRole("radio", { name: "Small" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "Masked" }).nth(1)).toBeChecked();
  await dialog.getByRole("button", { name: "Print …" }).click();
  const { pages } = await printReport(page, testInfo.outputDir);
  const all = pages.join("\n");
  expect(pages).toHaveLength(2);
  const request = await (await page.request.get(apiPaths.signatureRequest(ids.srId))).json();
  const { first_name, last_name } = request.signatures[0].signer_identity_data;
  expect(all).not.toContain(last_name);
  expect(all).not.toContain(first_name);
  expect(all).toContain("personal data masked");
  expect(all).toContain("Contradiction found");
  expect(all.match(/[0-9a-f]{64}/g)?.length).toBeGreaterThan(8);
});

test("prints the access report of one case and the history of its evidence, with repeated heads", async ({
  page,
  signIn,
}, testInfo) => {
  const { srId, evidenceId } = idsOf("three-signers");
  await holdPrint(page);
  await signIn("everything");
  for (let time = 0; time < 30; time++) await page.request.get(apiPaths.artefact(srId, evidenceId, "status"));
  for (let time = 0; time < 45; time++) await page.request.get(apiPaths.artefact(srId, evidenceId, "record"));
  await page.goto(paths.audit());
  const open = page.getByRole("button", { name: "Print access report" });
  await expect(open).toBeDisabled();
  await expect(open).toHaveAccessibleDescription(/Enter part of a signature request or evidence ID first/);
  await page.getByLabel("Signature request or evidence ID (any part)").fill(evidenceId);
  await open.click();
  const print = async (name: string) => {
    await page.getByRole("dialog", { name }).getByRole("button", { name: "Print …" }).click();
    const printed = await printReport(page, testInfo.outputDir);
    expect(printed.areA4).toEqual(printed.pages.map(() => true));
    for (const [index, text] of printed.pages.entries()) {
      expect(text).toContain(`Page ${index + 1} of ${printed.pages.length}`);
      expect(text).toMatch(/log entry [\d,]+/);
    }
    return printed.pages;
  };
  const pages = await print("Print access report");
  expect(pages.length).toBeGreaterThan(1);
  for (const text of pages.slice(0, -1)) expect(text).toContain("Entries When User Access Of what Ticket Outcome");
  expect(pages[0]).toMatch(new RegExp(`Signature request or ${evidenceId} evidence ID .any part.`));
  // "Released in full" takes two lines of its cell.
  expect(pages.join(" ").match(/Released/g)?.length).toBeGreaterThan(45);
  expect(pages.join(" ")).toContain("Not verified for this report");

  await page.evaluate(() => document.documentElement.removeAttribute("data-printed"));
  await page.goto(paths.evidence(srId, evidenceId, "history"));
  await page.getByRole("button", { name: "Print history" }).click();
  const history = await print("Print history");
  expect(history[0]).toContain(evidenceId);
  expect(history.join(" ")).toContain("Same as on");
  // Each page that goes on has the heads of its table.
  for (const text of history.slice(0, -1)) expect(text).toContain("Entries When User Access Ticket Outcome");
});

test("prints nothing without its entry, and says why", async ({ page, signIn }) => {
  const ids = idsOf("nfc-completed");
  await holdPrint(page);
  await signIn("reviewer");
  await page.route("**/print", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "about:blank",
        title: "Access log unavailable",
        status: 503,
        detail: "The access couldn't be recorded in the access log, so nothing was released. Try again in a moment.",
        instance: "/print",
        code: "audit_unavailable",
        requestId: "r-1",
      }),
    }),
  );
  await page.goto(paths.evidence(ids.srId, ids.evidenceId));
  await page.getByRole("button", { name: "Print", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Print" });
  await dialog.getByRole("button", { name: "Print …" }).click();
  await expect(dialog.getByText("Nothing was printed, because it could not be recorded.")).toBeVisible();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await expect(page.locator("html[data-printed], [data-paper]")).toHaveCount(0);
});

test("prints the same pages in Firefox, and in German", async ({ server }, testInfo) => {
  test.slow();
  const { srId, evidenceId } = idsOf("manual-review-completed");
  const firefox = await Firefox.start();
  try {
    await firefox.goto(`${server.url}${paths.signIn()}`);
    await firefox.evaluate(`(async () => {
      const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
      const body = new URLSearchParams({ csrfToken, email: "reviewer@demo.test", password: "demo", json: "true" });
      await fetch("/api/auth/callback/demo", { method: "POST", body });
      document.cookie = "locale=de; path=/";
      return "";
    })()`);
    await firefox.goto(`${server.url}${paths.evidence(srId, evidenceId)}`);
    const press = (name: string) => `(() => {
      const button = [...document.querySelectorAll("button")].find((one) => one.innerText.trim() === ${JSON.stringify(name)});
      if (button && !button.disabled) button.click();
      return String(Boolean(button));
    })()`;
    const read = `document.querySelector("[role=status] h2")?.textContent ?? ""`;
    await expect(async () => {
      await firefox.evaluate(press("Alles prüfen"));
      expect(await firefox.evaluate(read)).toMatch(/^Stimmig:/);
    }).toPass({ timeout: 60_000 });
    await firefox.evaluate(`window.print = () => document.documentElement.setAttribute("data-printed", ""); ""`);
    await firefox.evaluate(press("Drucken"));
    await firefox.evaluate(press("Drucken …"));
    await expect(async () =>
      expect(await firefox.evaluate(`String(document.documentElement.hasAttribute("data-printed"))`)).toBe("true"),
    ).toPass({ timeout: 30_000 });
    mkdirSync(testInfo.outputDir, { recursive: true });
    const { pages, areA4 } = readPdf(testInfo.outputDir, await firefox.print());
    expect(areA4).toEqual([true, true]);
    expect(pages[0]).toContain("Seite 1 von 2");
    expect(pages[1]).toContain("Seite 2 von 2");
    for (const one of pages) expect(one).toContain("DEMO · ohne Rechtswirkung");
    expect(pages.join("\n")).toContain("Interne Beurteilung; sagt nichts über die Gültigkeit der Signatur.");
    expect(pages.join("\n")).not.toContain("Nicht protokolliert");
    expect(pages.join("\n").match(/[0-9a-f]{64}/g)?.length).toBeGreaterThan(8);
    await firefox.goto(`${server.url}${paths.evidence(srId, evidenceId)}`);
    for (const one of readPdf(testInfo.outputDir, await firefox.print(), "raw").pages)
      expect(one).toContain("Nicht protokolliert");
  } finally {
    await firefox.end();
  }
});
