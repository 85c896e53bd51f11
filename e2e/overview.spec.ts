import { cases } from "../sandbox/cases.ts";
import { expect, test } from "./support/test.ts";

const evidencePath = (name: string) => {
  const { srId, evidenceIds } = cases.find((each) => each.name === name)!;
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
};

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
  await expect(
    page.getByText("The token is genuine, names this evidence, and all pieces of evidence agree."),
  ).toBeVisible({
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
  await expect(page.getByText(/does not have the digest that was claimed/)).toBeVisible({ timeout: 30_000 });
  await page.goto(`${evidencePath("digest-mismatch")}/files`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "All" }).click();
  await (await download).cancel();
});

test("is never green for a token that was signed by a stranger, expired, or belongs to somebody else", async ({
  page,
}) => {
  for (const name of ["token-stranger", "token-expired", "token-of-somebody-else", "token-alg-none"]) {
    await checkEverything(page, name);
    const agreement = page.getByRole("table", { name: "Agreement between the artefacts" });
    await expect(agreement).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("The token is genuine, names this evidence")).toHaveCount(0);
  }
});

test("examines the signature report when a person confirms it", async ({ page }) => {
  const table = await checkEverything(page, "nfc-completed");
  await expect(table).toBeVisible({ timeout: 30_000 });
  const posted = page.waitForRequest((request) => request.url().endsWith("/report") && request.method() === "POST");
  await page.getByRole("button", { name: "Examine the signature report…" }).click();
  await page.getByRole("button", { name: "Fetch the report" }).click();
  await posted;
  await expect(page.getByText("The qualified signature itself was not examined.")).toHaveCount(0);
});

test("copies a verdict that holds ids and digests and no name", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await checkEverything(page, "nfc-completed");
  await expect(page.getByText("The token is genuine, names this evidence")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Copy verdict for the ticket" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("Token: valid");
  const block = await page.evaluate(() => navigator.clipboard.readText());
  expect(block).toMatch(/Access log entry: \d+/);
  expect(block).not.toMatch(/Zoë|Łukasz/);
});
