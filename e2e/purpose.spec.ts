import type { Page } from "playwright/test";
import { apiPaths, paths } from "#lib/paths";
import { findCase } from "../sandbox/cases.ts";
import { perWorker } from "./support/per-worker.ts";
import { startServer } from "./support/server.ts";
import { test as base, expect } from "./support/test.ts";

/** Where purposes are required: lists, searches and signature requests open after a purpose is confirmed. */
const test = base.extend({}).extend<object, { server: Awaited<ReturnType<typeof startServer>> }>({
  server: perWorker(() => startServer({ REQUIRE_PURPOSE: "1" })),
});

const { srId, evidenceIds, title } = findCase("nfc-completed");
const evidenceId = evidenceIds[0] ?? "";
const ticket = (page: Page) => page.getByRole("textbox", { name: "Ticket", exact: true });
const confirm = (page: Page) => page.getByRole("button", { name: "Confirm and open" });
const list = (page: Page) => page.getByRole("grid", { name: "Signature requests" });

/** Addresses of the API that the page requests for signature requests. */
function watchRequests(page: Page): string[] {
  const requested: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === "GET" && pathname.startsWith(apiPaths.signatureRequests())) requested.push(pathname);
  });
  return requested;
}

test.beforeEach(({ signIn }) => signIn("everything"));

test("lists and searches after one purpose, and each signature request after its own, with its evidence", async ({
  page,
}) => {
  const requested = watchRequests(page);
  await page.goto(paths.signatureRequests());
  await expect(page.getByText("to list and search signature requests in this session")).toBeVisible();
  await expect(list(page)).toHaveCount(0);
  await expect(confirm(page)).toBeDisabled();
  await expect(confirm(page)).toHaveAccessibleDescription("Enter a ticket or a purpose.");
  for (const text of ["\u200b\u2060", "\u3164\uffa0", "\u2800", "\u202e", " \u3000 "]) {
    await ticket(page).fill(text);
    await expect(confirm(page)).toBeDisabled();
  }
  expect(requested).toEqual([]);
  await ticket(page).fill("LIST-1");
  await confirm(page).click();
  await expect(list(page).getByRole("gridcell").first()).toBeVisible();
  await page.reload();
  await expect(list(page).getByRole("gridcell").first()).toBeVisible();

  requested.length = 0;
  await page.goto(paths.signatureRequest(srId));
  await expect(page.getByText("to open this signature request and its evidence")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: title })).toHaveCount(0);
  expect(requested).toEqual([]);
  await ticket(page).fill("CASE-1");
  await confirm(page).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await page.goto(paths.evidence(srId, evidenceId));
  await expect(page.getByRole("navigation", { name: "Evidence", exact: true })).toBeVisible();
  const log = (await (await page.request.get(`${apiPaths.audit()}?ticket=LIST-1`)).json()) as {
    items: { event: string }[];
  };
  expect(log.items.map(({ event }) => event).at(-1)).toBe("purpose_confirmed");
  expect(log.items.some(({ event }) => event === "list_read")).toBe(true);
  expect((await (await page.request.get(`${apiPaths.audit()}?event=refused`)).json()).items).toEqual([]);
});

test("fills the purpose of a list in from a link, and removes it from the address", async ({ page }) => {
  await page.goto(`${paths.signatureRequests()}?ticket=CASE-9&purpose=yearly+check`);
  await expect(ticket(page)).toHaveValue("CASE-9");
  await expect(page.getByRole("textbox", { name: "Purpose", exact: true })).toHaveValue("yearly check");
  await confirm(page).click();
  await expect(list(page)).toBeVisible();
  await expect(page).toHaveURL((url) => url.pathname === paths.signatureRequests() && url.search === "");
});

test("offers a word as an ID or as a title, without trying it", async ({ page }) => {
  const requested = watchRequests(page);
  await page.goto(paths.home());
  const box = page.getByRole("searchbox");
  await box.fill("Employment");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("This word may be an ID or part of a title.")).toBeVisible();
  await expect(page.getByRole("grid", { name: "Recognised IDs" }).getByRole("link")).toHaveAttribute(
    "href",
    paths.signatureRequest("Employment"),
  );
  await page.getByRole("button", { name: "Search titles" }).click();
  await ticket(page).fill("CASE-2");
  expect(requested).toEqual([]);
  await confirm(page).click();
  await expect(list(page).getByRole("checkbox")).toHaveCount(1);
});

test("leads an address in upper case to the one address, with query and fragment", async ({ page }) => {
  const upper = paths.evidence(srId.toUpperCase(), evidenceId, "files");
  await page.goto(`${upper}?file=2&ticket=CASE-3#place`);
  await expect(page).toHaveURL((url) => url.pathname === paths.evidence(srId, evidenceId, "files"));
  expect(new URL(page.url()).hash).toBe("#place");
  expect(new URL(page.url()).searchParams.get("file")).toBe("2");
  await expect(ticket(page)).toHaveValue("CASE-3");
});
