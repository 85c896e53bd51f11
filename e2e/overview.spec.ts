import { type CaseName, cases } from "../sandbox/cases.ts";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const evidencePath = (name: string) => {
  const { srId, evidenceIds } = cases.find((each) => each.name === name)!;
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
};

const headline = (page: import("playwright/test").Page) =>
  page.getByRole("status", { name: "Conclusion" }).getByRole("heading", { level: 2 });

test.describe.configure({ mode: "parallel" });
test.beforeEach(async ({ context, baseURL, signIn }) => {
  // The person left both tables open.
  await context.addCookies([{ name: "folds", value: "statements.digests", url: baseURL ?? "" }]);
  await signIn("reviewer");
});

/** Presses the button until the check starts: a click before hydration has no effect. */
async function pressCheckEverything(page: import("playwright/test").Page) {
  const button = page.getByRole("button", { name: "Check everything" });
  await expect(headline(page)).toHaveText(
    /^(?:Not checked|Not completed|In manual review|Identification failed|Cannot tell)/,
  );
  await expect(async () => {
    if (await button.isEnabled()) await button.click();
    await expect(headline(page)).not.toHaveText(/^Not checked/, { timeout: 3_000 });
  }).toPass({ timeout: 40_000 });
}

async function checkEverything(page: import("playwright/test").Page, name: string) {
  await page.goto(evidencePath(name));
  await pressCheckEverything(page);
  return page.getByRole("table", { name: "Consistency check" });
}

test("checks everything on request, fetches each artefact once, and concludes no more than was proven", async ({
  page,
}) => {
  const requested: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) requested.push(pathname.split("/").at(-1) ?? "");
  });
  const table = await checkEverything(page, "nfc-completed");
  await expect(headline(page)).toHaveText(/^Consistent: the token is valid for this evidence/, { timeout: 30_000 });
  await expect(page.getByText("The qualified signature itself was not examined.")).toBeVisible();
  await expect(table.getByRole("row").filter({ hasText: "Date of birth" })).toContainText("1984-02-29");
  for (const tab of ["Record", "Files", "Token", "Overview"])
    await page.getByRole("navigation", { name: "Evidence", exact: true }).getByRole("link", { name: tab }).click();
  for (const chunk of ["record", "files", "verdict"])
    expect(requested.filter((last) => last === chunk)).toHaveLength(1);
});

test("requests header and status with the document, once each and no evidence", async ({ page }) => {
  const { srId, evidenceIds } = cases.find((each) => each.name === "nfc-completed")!;
  const request = `/api/signature-requests/${srId}`;
  const status = `${request}/evidence/${evidenceIds[0]}/status`;
  const requested: string[] = [];
  page.on("request", (each) => requested.push(new URL(each.url()).pathname));
  // No script of the page runs before both requests are sent.
  const bothAreSent = expect
    .poll(() => [request, status].every((path) => requested.includes(path)), { timeout: 15_000 })
    .toBe(true);
  await page.route("**/_next/static/**/*.js", async (route) => {
    await bothAreSent;
    await route.continue();
  });
  await page.goto(evidencePath("nfc-completed"));
  await expect(page.getByRole("list", { name: "Identification timeline" })).toContainText("Completed");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/\w/);
  await page.waitForLoadState("networkidle");
  const ofCase = requested.filter((path) => path.startsWith(request) && !path.endsWith("/decisions"));
  expect(ofCase.sort()).toEqual([request, status]);
});

test("shows the decisive difference first, with both values", async ({ page }) => {
  const table = await checkEverything(page, "birth-date-mismatch");
  await expect(headline(page)).toHaveText(
    /^Contradiction found: date of birth is \d{4}-\d\d-\d\d .* and \d{4}-\d\d-\d\d /,
    { timeout: 30_000 },
  );
  await expect(table.getByRole("row").nth(1)).toContainText("Date of birth");
  await expect(table.getByRole("row").nth(1)).toContainText("differs");
});

test("names a file with a digest mismatch, and keeps it downloadable", async ({ page }) => {
  await checkEverything(page, "digest-mismatch");
  await expect(headline(page)).toHaveText(
    /^Contradiction found: the token signs a different digest or size \([\w.-]+\)/,
    {
      timeout: 30_000,
    },
  );
  await page.goto(`${evidencePath("digest-mismatch")}/files`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download archive" }).click();
  await (await download).cancel();
});

/**
 * Expected conclusions of sandbox cases after all checks, at least one per headline. A unit test covers the colours of
 * all cases.
 */
const conclusions: Partial<Record<CaseName, RegExp>> = {
  "nfc-completed": /^Consistent: the token is valid for this evidence/,
  "manual-review-completed": /^Consistent:/,
  "review-working-hours": /^In manual review for \d+ h \d+ min$/,
  failed: /^Identification failed: Skribble reports “FAILED”/,
  "unknown-status": /^Cannot tell: the meaning of the status “.+” is not known/,
  "evidence-expired": /^Cannot tell: Skribble reports that this evidence has expired/,
  "three-signers": /^Consistent:/,
  "feature-off": /^Cannot tell: the status of this identification could not be read/,
  "digest-mismatch": /^Contradiction found: the token signs a different digest or size \(.+\)/,
  "token-wrong-key": /^Contradiction found: the token failed its checks/,
  "token-alg-none": /^Contradiction found: the token failed its checks/,
  "token-expired": /^Cannot tell: the token is signed by a trusted key, but has expired/,
  "large-record": /^Consistent:/,
  "large-archive": /^Consistent:/,
  "name-mismatch": /^Contradiction found: requested .+, identified .+ \(family name\)/,
  "birth-date-mismatch": /^Contradiction found: date of birth is .+ in the token and .+ in the record/,
  "missing-files": /^Contradiction found: .+ is claimed, but the archive does not contain it/,
  "token-of-another-identification": /^Contradiction found: the token is signed for other evidence/,
  "x5c-good": /^Cannot tell: the token is signed by a key that is not among your trusted keys/,
  "token-unknown-kid": /^Cannot tell: the token is signed by a key that is not among your trusted keys/,
  "token-changes": /^Consistent:/,
  "anomalous-record": /^Cannot tell: result is PASSED in the token and REVIEW in the record/,
  "missing-token": /^Cannot tell: these artefacts could not be opened: token/,
  "review-finishes": /^In manual review for/,
  "pxl-consistent": /^Consistent:/,
  "pxl-contradiction": /^Contradiction found: document number is .+ in the token and .+ in the record/,
  "pxl-partly-unreadable": /^Cannot tell: date of birth in the record is present, but not understood/,
  "pxl-token-ids": /^Cannot tell: the identity data is not signed/,
  "pxl-identification-completed": /^Not completed: Skribble reports “IDENTIFICATION_COMPLETED”/,
  "wrapped-consistent": /^Consistent:/,
  "wrapped-contradiction": /^Contradiction found: date of birth is/,
  "lists-consistent": /^Consistent:/,
  "lists-contradiction": /^Contradiction found: .*family name/,
  "record-jwe": /^Cannot tell: what was sent as the record is not readable evidence \(encrypted, JWE\)/,
  "record-problem": /^Cannot tell: what was sent as the record is not readable evidence \(an error message\)/,
  "record-utf16": /^Cannot tell: what was sent as the record is not readable evidence \(text in UTF-16\)/,
  "token-sd-jwt": /^Consistent:/,
  "token-jwe": /^Cannot tell: the token is encrypted for another recipient/,
  "check-review": /^Cannot tell: the check “.+” reports “REVIEW”/,
};

for (const [name, words] of Object.entries(conclusions))
  test(`concludes of ${name} no more than was proven`, async ({ page }) => {
    await page.goto(evidencePath(name));
    const conclusion = page.getByRole("status", { name: "Conclusion" });
    await pressCheckEverything(page);
    await expect(headline(page)).toHaveText(words, { timeout: 40_000 });
    await expect(conclusion).toContainText("The qualified signature itself was not examined.");
    const isGreen = words.source.startsWith("^Consistent");
    const record = page
      .getByRole("navigation", { name: "Evidence", exact: true })
      .getByRole("link", { name: /^Record/ });
    if (isGreen) await expect(record).toContainText("agrees");
    else await expect(headline(page)).not.toHaveText(/^Consistent/);
  });

test("shows only the final conclusion after checking", async ({ page }) => {
  await page.goto(evidencePath("birth-date-mismatch"));
  await expect(headline(page)).toHaveText(/^Not checked/);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const read = () => {
      const text = document.querySelector('[role="status"] h2')?.textContent ?? "";
      if (seen.at(-1) !== text) seen.push(text);
    };
    new MutationObserver(read).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await page.getByRole("button", { name: "Check everything" }).click();
  await expect(headline(page)).toHaveText(/^Contradiction found/, { timeout: 30_000 });
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen.filter((text) => !/^(Not checked|Checking|Contradiction found)/.test(text))).toEqual([]);
});

test("names the artefacts that could not be fetched, in one notice", async ({ page }) => {
  await page.goto(evidencePath("failed"));
  await page.getByRole("button", { name: "Check everything" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "(record, files, and token)" })).toHaveCount(1);
});

test("includes the signature report after confirmation", async ({ page }) => {
  const table = await checkEverything(page, "nfc-completed");
  await expect(table).toBeVisible({ timeout: 30_000 });
  const posted = page.waitForRequest((request) => request.url().endsWith("/report") && request.method() === "POST");
  await page.getByRole("button", { name: "Examine the signature report…" }).click();
  await page.getByRole("button", { name: "Fetch the report" }).click();
  await posted;
  await expect(page.getByText("The qualified signature itself was not examined.")).toHaveCount(0);
  await expect(
    page.getByText("names the person of the identity document (FINMA Circular 2016/7 no. 39)"),
  ).toBeVisible();
  for (const row of ["Subject of the certificate", "Signing time", "Signature quality"])
    await expect(table.getByRole("rowheader", { name: row, exact: true })).toBeVisible();
});

test("copies an answer that matches the page, with IDs and digests, without names", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await checkEverything(page, "nfc-completed");
  await expect(headline(page)).toHaveText(/^Consistent/, { timeout: 30_000 });
  await page.getByRole("button", { name: "Copy answer" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("Token: valid");
  const block = await page.evaluate(() => navigator.clipboard.readText());
  expect(block).toMatch(/Access log entry: \d+/);
  expect(block.split("\n")[0]).toBe(await headline(page).textContent());
  expect(block).not.toMatch(/Zoë|Łukasz|1984/);
});

test("copies ticket and purpose, without names or dates of a difference", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${evidencePath("birth-date-mismatch")}?ticket=SUP-4711&purpose=Spot%20check`);
  await page.getByRole("button", { name: /^Confirm/ }).click();
  await page.getByRole("button", { name: "Check everything" }).click();
  await expect(headline(page)).toHaveText(/^Contradiction found/, { timeout: 30_000 });
  await page.getByRole("button", { name: "Copy answer" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("Ticket: SUP-4711");
  const block = await page.evaluate(() => navigator.clipboard.readText());
  expect(block).toContain("Purpose: Spot check");
  expect(block).toMatch(/^Contradiction found: date of birth differs between the token and the record\./);
  expect(block).not.toMatch(/\d{4}-\d\d-\d\d(?!T)/);
});

test("works by keyboard: check, confirm the report, copy the answer", async ({ page }) => {
  await page.goto(evidencePath("nfc-completed"));
  const press = async (name: string | RegExp) => {
    const button = page.getByRole("button", { name });
    for (let tabs = 0; tabs < 40; tabs++) {
      if (await button.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
  };
  await expect(page.getByRole("button", { name: "Check everything" })).toBeVisible();
  await press("Check everything");
  await expect(headline(page)).toHaveText(/^Consistent/, { timeout: 30_000 });
  await press("Examine the signature report…");
  await expect(page.getByRole("dialog")).toBeVisible();
  await press("Fetch the report");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText("names the person of the identity document")).toBeVisible();
  const location = await page.evaluate(() => document.activeElement?.textContent);
  expect(location).toContain("Signature report examined");
});

test("says who was identified, and lists differences alone above the folded tables", async ({ page, context }) => {
  await context.clearCookies({ name: "folds" });
  const table = await checkEverything(page, "birth-date-mismatch");
  await expect(headline(page)).toHaveText(/^Contradiction found/, { timeout: 30_000 });
  const who = page.getByRole("region", { name: "Who was identified" });
  await expect(who).toContainText("Switzerland");
  await expect(who).toContainText("CHE");
  await expect(who).toContainText("Identity card");
  await expect(who).toContainText("Valid on the day of the identification");
  await expect(who).toContainText("Same name: umlauts written out");
  const differences = page.getByRole("region", { name: "Differences" });
  const first = differences.getByRole("row").nth(1);
  await expect(first).toContainText("Date of birth");
  await expect(first).toContainText("1984-03-01");
  await expect(first).toContainText("1984-02-29");
  await expect(differences.getByRole("rowheader", { name: "Nationality" })).toHaveCount(0);
  await expect(table).toBeHidden();
  const fold = page.getByRole("button", { name: /statements agree/ });
  await fold.press("Enter");
  await expect(table).toBeVisible();
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  await page.reload();
  await pressCheckEverything(page);
  await expect(table).toBeVisible({ timeout: 30_000 });
  await page.getByRole("switch", { name: /personal data|mask/i }).click();
  await expect(who).not.toContainText("Switzerland");
  await expect(differences).not.toContainText("1984-03-01");
});

test("names no difference where everything agrees, and opens the file of a wrong digest", async ({ page }) => {
  await checkEverything(page, "nfc-completed");
  await expect(headline(page)).toHaveText(/^Consistent/, { timeout: 30_000 });
  await expect(page.getByRole("region", { name: "Differences" })).toContainText("No differences");
  await checkEverything(page, "digest-mismatch");
  await expect(headline(page)).toHaveText(/^Contradiction found/, { timeout: 30_000 });
  await page
    .getByRole("region", { name: "Differences" })
    .getByRole("link", { name: /selfie\.jpg/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/files\?file=\d+$/);
});

test("claims no more of the differences than was opened", async ({ page }) => {
  await page.goto(`${evidencePath("nfc-completed")}/record`);
  await expect(page.getByRole("tree", { name: "Evidence record" })).toBeVisible();
  await page.getByRole("navigation", { name: "Evidence", exact: true }).getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("region", { name: "Differences" })).toContainText("No differences so far", {
    timeout: 30_000,
  });
});

/** Sum of all layout shifts from here on, also those right after a key or a click. */
async function watchShifts(page: import("playwright/test").Page) {
  await page.evaluate(() => {
    const shifts = { sum: 0, what: [] as string[] };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        sources?: { node: Node | null }[];
      })[]) {
        shifts.sum += entry.value;
        for (const { node } of entry.sources ?? []) shifts.what.push(node?.textContent?.slice(0, 60) ?? "");
      }
    }).observe({ type: "layout-shift" });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: { sum: number; what: string[] } }).shifts);
}

for (const [where, viewport] of [
  ["a desk", { width: 1440, height: 900 }],
  ["a phone", { width: 390, height: 844 }],
] as const)
  test(`moves nothing under the reader's eyes after "Check everything", on ${where}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    for (const name of ["nfc-completed", "digest-mismatch", "birth-date-mismatch"]) {
      await page.goto(evidencePath(name));
      await expect(headline(page)).toHaveText(/^Not checked/);
      await expect(page.getByRole("list", { name: "Identification timeline" })).toBeVisible();
      const button = page.getByRole("button", { name: "Check everything" });
      await expect(button).toBeEnabled();
      const readShifts = await watchShifts(page);
      await button.click();
      await expect(headline(page)).toHaveText(/^(?:Consistent|Contradiction found)/, { timeout: 40_000 });
      const pictures = page.getByRole("region", { name: "Document and selfie" });
      await expect(pictures.locator("img[data-drawn=true]").nth(1)).toBeVisible();
      await expect(pictures.getByText("face/selfie.jpg", { exact: true })).toBeVisible();
      const { sum, what } = await readShifts();
      expect(sum, `${name}: ${what.join(" | ")}`).toBeLessThanOrEqual(0.02);
    }
  });

test("keeps the check within reach of a phone where a decision comes first", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(evidencePath("failed"));
  await expect(headline(page)).toHaveText(/^Identification failed/);
  await expect(page.getByRole("button", { name: /^Record decision/ })).toBeInViewport();
  const check = page.getByRole("button", { name: "Check everything" });
  await expect(check).toBeHidden();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expect(check).toBeInViewport();
  const answered = page.waitForResponse(/\/record$/);
  await check.click();
  await answered;
});

test("has its actions in a bar at the bottom of a phone, more of them one press away", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await checkEverything(page, "nfc-completed");
  await expect(headline(page)).toHaveText(/^Consistent/);
  const copy = page.getByRole("button", { name: "Copy answer" });
  const more = page.getByRole("button", { name: "More", exact: true });
  const print = page.getByRole("button", { name: "Print", exact: true });
  await page.mouse.wheel(0, 1500);
  for (const button of [copy, more]) {
    await expect(button).toBeInViewport();
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  }
  expect((await copy.boundingBox())!.y).toBeGreaterThan(760);
  await expect(print).toBeHidden();
  await more.press("Enter");
  await expect(print).toBeInViewport();
  await expectNothingSeriousInBothThemes(page);
  await page.keyboard.press("Escape");
  await expect(print).toBeHidden();
  await expect(more).toBeFocused();
  await more.click();
  await page.getByRole("button", { name: /^Examine the signature report/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.getByRole("heading", { level: 1 }).click();
  await expect(print).toBeHidden();
  // The end of the page is not behind the bar.
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  const fold = page.getByRole("button", { name: /^Status as sent/ });
  expect((await fold.boundingBox())!.y + (await fold.boundingBox())!.height).toBeLessThan(
    (await copy.boundingBox())!.y,
  );
  // Where the bar would cover a third of the view, it stays with the conclusion.
  await page.setViewportSize({ width: 360, height: 256 });
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(copy).not.toBeInViewport();
});

test("edits the ticket in the title line: Enter saves, Escape leaves it, and the copied answer names it", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(evidencePath("nfc-completed"));
  const { title, srId, evidenceIds } = cases.find(({ name }) => name === "nfc-completed")!;
  await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
  await expect(page).toHaveTitle(new RegExp(`^Overview · ${evidenceIds[0]!.slice(0, 8)}.* · Evidence Desk$`));
  const field = page.getByRole("textbox", { name: "Ticket" });
  await expect(async () => {
    await page.getByRole("button", { name: /^(?:Add|Edit) ticket$/ }).click();
    await expect(field).toBeFocused({ timeout: 1000 });
  }).toPass();
  await field.fill("SUP-1");
  await field.press("Escape");
  const add = page.getByRole("button", { name: "Add ticket" });
  await expect(add).toBeFocused();
  await add.press("Enter");
  await field.press("Enter");
  await expect(page.getByText("Enter a ticket.")).toBeVisible();
  await field.fill("SUP-4711");
  const saved = page.waitForRequest((request) => request.url().endsWith(`/${srId}/purpose`));
  await field.press("Enter");
  expect((await saved).postDataJSON()).toEqual({ ticket: "SUP-4711", purpose: null, source: "typed" });
  await expect(page.getByRole("button", { name: "Edit ticket" })).toBeFocused();
  await expect(page.getByText("SUP-4711")).toBeVisible();
  await page.getByRole("button", { name: "Copy answer" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("Ticket: SUP-4711");
  await page.reload();
  await expect(page.getByText("SUP-4711")).toBeVisible();
});

test("shows document and face at one height, which of them is not the signed file, and hides them when masked", async ({
  page,
}) => {
  await page.goto(evidencePath("digest-mismatch"));
  const pictures = page.getByRole("region", { name: "Document and selfie" });
  await expect(pictures).toContainText("Not fetched yet");
  await pressCheckEverything(page);
  const front = pictures.getByRole("img", { name: "Document, front: document/front.jpg" });
  const selfie = pictures.getByRole("img", { name: "Selfie: face/selfie.jpg" });
  await expect(front).toBeVisible();
  await expect(selfie).toBeVisible();
  const [one, two] = [(await front.boundingBox())!, (await selfie.boundingBox())!];
  expect(Math.abs(one.height - two.height)).toBeLessThan(2);
  expect(one.y).toBeCloseTo(two.y, 0);
  await expect(pictures.getByText("Not the file that was signed")).toHaveCount(1);
  await expect(pictures).toContainText("signed in token");
  await expect(pictures.getByRole("link", { name: "All 10 files" })).toBeVisible();
  await expect(pictures.getByRole("link", { name: "Chip portrait" })).toHaveAttribute("href", /\/files\?file=\d+$/);
  await expect(page.getByRole("link", { name: "Open selfie.jpg" })).toHaveAttribute("href", /\/files\?file=\d+$/);
  await page.getByRole("switch", { name: /mask/i }).click();
  await expect(pictures.getByRole("img", { name: "Masked picture" })).toHaveCount(2);
  await expect(pictures.getByText("Not the file that was signed")).toBeVisible();
  await pictures.getByRole("button", { name: "Show for this case" }).first().click();
  await expect(selfie).toBeVisible();
});
