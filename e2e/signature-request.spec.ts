import { cases } from "../sandbox/cases.ts";
import { expect, test } from "./support/test.ts";

const named = (name: string) => cases.find((each) => each.name === name)!;

test.beforeEach(({ signIn }) => signIn("reviewer"));

test("shows one row per signer with the state of its evidence, linked if evidence exists", async ({ page }) => {
  const { srId, title, evidenceIds } = named("three-signers");
  await page.goto(`/signature-requests/${srId}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const rows = page.getByRole("list", { name: "Signers" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "No evidence expected" })).toHaveCount(1);
  await expect(rows.getByRole("link")).toHaveCount(evidenceIds.length);
});

for (const [name, words] of [
  ["nfc-completed", "Evidence available"],
  ["not-started", "Not started"],
  ["review-past-72-hours", "In review"],
  ["feature-off", "Evidence not enabled"],
  ["failed", "Identification failed"],
] as const)
  test(`shows "${words}" for the case ${name}`, async ({ page }) => {
    await page.goto(`/signature-requests/${named(name).srId}`);
    await expect(page.getByRole("list", { name: "Signers" }).getByText(words).first()).toBeVisible();
  });

test("distinguishes an unknown ID from a connection failure", async ({ page }) => {
  await page.goto("/signature-requests/00000000-0000-4000-8000-000000000000");
  await expect(page.getByRole("alert").filter({ hasText: "Not found" })).toBeVisible();
});

test("filters the list by status and title, and opens a request", async ({ page }) => {
  await page.goto("/signature-requests");
  await page.getByRole("textbox", { name: "Title contains" }).fill("Employment");
  await page.getByRole("button", { name: "Apply filter" }).click();
  const list = page.getByRole("grid", { name: "Signature requests" });
  await expect(list.getByRole("checkbox")).toHaveCount(1);
  expect(page.url()).not.toContain("Employment");
  await list.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: named("nfc-completed").title })).toBeVisible();
});
