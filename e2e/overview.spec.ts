import { type CaseName, cases } from "../sandbox/cases.ts";
import { expect, test } from "./support/test.ts";

const evidencePath = (name: string) => {
  const { srId, evidenceIds } = cases.find((each) => each.name === name)!;
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
};

// Many cases, none of which needs another: both workers share them.
test.describe.configure({ mode: "parallel" });
test.beforeEach(({ signIn }) => signIn("reviewer"));

async function checkEverything(page: import("playwright/test").Page, name: string) {
  await page.goto(evidencePath(name));
  await page.getByRole("button", { name: "Check everything" }).click();
  return page.getByRole("table", { name: "Agreement between the artefacts" });
}

test("checks everything on a person's act, each piece once, and concludes no more than was proven", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) asked.push(pathname.split("/").at(-1) ?? "");
  });
  const table = await checkEverything(page, "nfc-completed");
  await expect(page.getByText("The token is genuine and names this evidence, and the pieces agree")).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText("The qualified signature itself was not examined.")).toBeVisible();
  await expect(table.getByRole("row").filter({ hasText: "Birth date" })).toContainText("1984-02-29");
  for (const tab of ["Record", "Files", "Token", "Overview"])
    await page.getByRole("navigation", { name: "Evidence", exact: true }).getByRole("link", { name: tab }).click();
  for (const piece of ["record", "files", "verdict"]) expect(asked.filter((last) => last === piece)).toHaveLength(1);
});

test("opens with the difference where there is one", async ({ page }) => {
  const table = await checkEverything(page, "birth-date-mismatch");
  await expect(page.getByText(/do not agree on birth date/)).toBeVisible({ timeout: 30_000 });
  await expect(table.getByRole("row").nth(1)).toContainText("Birth date");
  await expect(table.getByRole("row").nth(1)).toContainText("differs");
});

test("names a file that does not have its digest; it stays downloadable", async ({ page }) => {
  await checkEverything(page, "digest-mismatch");
  await expect(page.getByText(/some bytes are not those whose digest or size was claimed/)).toBeVisible({
    timeout: 30_000,
  });
  await page.goto(`${evidencePath("digest-mismatch")}/files`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "All" }).click();
  await (await download).cancel();
});

/**
 * What the cases of the sandbox conclude when everything was checked; the words that a compliance officer reads first. The
 * colours of all cases stand in sandbox/tests/expected-tones.ts.
 */
const conclusions: Partial<Record<CaseName, RegExp>> = {
  "nfc-completed": /^The token is genuine and names this evidence, and the pieces agree/,
  "manual-review-completed": /^The token is genuine/,
  "review-working-hours": /^This identification is not completed/,
  "review-past-72-hours": /^This identification is not completed/,
  "not-started": /^This identification is not completed/,
  failed: /^Do not rely on this identification: it failed/,
  "unknown-status": /^Cannot tell: the provider names a status/,
  "evidence-expired": /^Cannot tell: the provider says that this evidence expired/,
  "three-signers": /^The token is genuine/,
  "feature-off": /^Cannot tell: the status of this identification is not known/,
  "digest-mismatch": /^Do not rely .* some bytes are not those whose digest/,
  "token-stranger": /^Do not rely on this token: it failed its checks/,
  "token-alg-none": /^Do not rely on this token: it failed its checks/,
  "token-expired": /^Nothing contradictory was found.* the token has expired since/,
  "large-record": /^The token is genuine/,
  "large-archive": /^The token is genuine/,
  "name-mismatch": /^Do not rely .* do not agree on family name/,
  "birth-date-mismatch": /^Do not rely .* do not agree on birth date/,
  "missing-files": /^Do not rely .* a file is claimed that the archive does not hold/,
  "token-of-somebody-else": /^Do not rely on this token: .* it speaks of another evidence/,
  "x5c-good": /^Do not rely on this token: it was signed by a key that this desk does not trust/,
  "x5c-bad": /^Do not rely on this token: it was signed by a key that this desk does not trust/,
  "token-unknown-kid": /^Do not rely on this token: it was signed by a key that this desk does not trust/,
  "token-changes": /^The token is genuine/,
  "odd-record": /^Cannot tell: the evidence names a result in a word/,
  "missing-token": /^Nothing contradictory was found so far, but not everything was checked/,
  "review-finishes": /^This identification is not completed/,
};

for (const [name, words] of Object.entries(conclusions))
  test(`concludes of ${name} no more than was proven`, async ({ page }) => {
    await page.goto(evidencePath(name));
    const conclusion = page.getByRole("status").filter({ has: page.getByRole("button", { name: /^Check/ }) });
    await page.getByRole("button", { name: "Check everything" }).click();
    await expect(page.getByRole("button", { name: "Check everything" })).toBeVisible({ timeout: 40_000 });
    await expect(conclusion).toHaveText(words, { timeout: 40_000 });
    await expect(conclusion).toContainText("The qualified signature itself was not examined.");
    const isGreen = words.source.startsWith("^The token is genuine");
    const agreement = page
      .getByRole("listitem")
      .filter({ hasText: /^Agreement/ })
      .first();
    if (isGreen) await expect(agreement).toContainText("The pieces agree");
    else await expect(conclusion).not.toHaveText(/^The token is genuine/);
  });

test("names each piece that could not be fetched", async ({ page }) => {
  await page.goto(evidencePath("failed"));
  await page.getByRole("button", { name: "Check everything" }).click();
  for (const piece of ["record", "files", "token"])
    await expect(page.getByRole("alert").filter({ hasText: `(${piece})` })).toHaveCount(1);
});

test("examines the signature report when a person confirms it", async ({ page }) => {
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
  for (const row of ["Subject of the certificate", "Signed", "Quality"])
    await expect(table.getByRole("rowheader", { name: row, exact: true })).toBeVisible();
});

test("copies a verdict that holds ids and digests and no name", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await checkEverything(page, "nfc-completed");
  await expect(page.getByText("The token is genuine and names this evidence")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Copy verdict for the ticket" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("Token: valid");
  const block = await page.evaluate(() => navigator.clipboard.readText());
  expect(block).toMatch(/Access log entry: \d+/);
  expect(block).not.toMatch(/Zoë|Łukasz/);
});

test("is worked by keyboard alone: check, confirm the report, copy the verdict", async ({ page }) => {
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
  await expect(page.getByText("The token is genuine and names this evidence")).toBeVisible({ timeout: 30_000 });
  await press("Examine the signature report…");
  await expect(page.getByRole("dialog")).toBeVisible();
  await press("Fetch the report");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText("names the person of the identity document")).toBeVisible();
  const place = await page.evaluate(() => document.activeElement?.textContent);
  expect(place).toContain("Signature report examined");
});
