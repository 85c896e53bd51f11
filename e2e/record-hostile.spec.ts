import { test as base, expect, type Page } from "playwright/test";
import { findCase } from "../sandbox/cases.ts";
import { type FilesServer, startFilesServer } from "./support/files-provider.ts";
import { perWorker } from "./support/per-worker.ts";
import { signIn } from "./support/sign-in.ts";

const test = base.extend<Record<never, never>, { records: FilesServer }>({
  records: perWorker(() => startFilesServer("json")),
  baseURL: async ({ records }, use) => use(records.url),
});

const { srId, evidenceIds } = findCase("nfc-completed");
const path = `/signature-requests/${srId}/evidence/${evidenceIds[0]}/record`;
const bytes = (text: string) => new TextEncoder().encode(text);
const join = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...bytes(part)] : part)));

/** Opens the record tab with this body. Returns executed scripts and page errors. */
async function open(page: Page, records: FilesServer, record: Uint8Array): Promise<string[]> {
  const broken: string[] = [];
  page.on("dialog", (dialog) => {
    broken.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => broken.push(error.message));
  records.serve(record);
  await signIn(page, "reviewer");
  await page.goto(path);
  return broken;
}

const rows = (page: Page) => page.getByRole("treeitem");
const alert = (page: Page) => page.locator("main").getByRole("alert");

const refused: [string, Uint8Array, RegExp, RegExp, string | null][] = [
  ["malformed", bytes('{"a":1,\n "b":oops}'), /unexpected character/, /Line 2, column 6 \(byte 13\)/, '"a"'],
  ["truncated", bytes('{"person":{"firstName":"Zoë","lastNa'), /ends too early/, /Line 1/, '"firstName"'],
  ["bad UTF-8", join('{"a":"', [0xc3, 0x28], '"}'), /not UTF-8/, /byte 6/, null],
  ["a comma too many", bytes("[1,2,]"), /comma too many/, /column 6/, "2"],
  ["a raw line break in a string", bytes('["a\nb"]'), /control character/, /escape sequence/, null],
];

for (const [name, record, says, location, shown] of refused) {
  test(`reports where a record that is ${name} fails, and shows the values before`, async ({ page, records }) => {
    const broken = await open(page, records, record);
    await expect(alert(page)).toContainText(says);
    await expect(alert(page)).toContainText(location);
    if (shown) await expect(rows(page).filter({ hasText: shown }).first()).toBeVisible();
    await page.getByRole("button", { name: "Show this position" }).click();
    await expect(page.getByRole("region", { name: "Record as text" })).toBeVisible();
    await expect(page.getByRole("button", { name: /Download JSON as sent/ })).toBeEnabled();
    expect(broken).toEqual([]);
  });
}

test("shows a byte order mark, unusual names and numbers as sent", async ({ page, records }) => {
  const text =
    '\ufeff{"__proto__":{"isAdmin":true},"constructor":1E400,"<img src=x onerror=alert(1)>":-0,"n":12345678901234567890,"z":"a\\u0000b"}';
  const broken = await open(page, records, bytes(text));
  for (const sent of [
    '"__proto__"',
    '"constructor": 1E400',
    '"<img src=x onerror=alert(1)>": -0',
    "12345678901234567890",
    '"a\\u0000b"',
  ]) {
    await expect(rows(page).filter({ hasText: sent })).toHaveCount(1);
  }
  await expect(page.getByRole("region", { name: "Anomalies in this record" })).toContainText("byte order mark");
  await expect(alert(page)).toHaveCount(0);
  await page.getByText("Personal data shown").click();
  await expect(rows(page).filter({ hasText: '"constructor": 1E400' })).toHaveCount(1);
  expect(broken).toEqual([]);
});

test("masks an incomplete value, in the quoted error and in the raw text", async ({ page, records }) => {
  const broken = await open(page, records, bytes('{"result":"PASSED","person":{"firstName":"Zoë","lastName":"Mül'));
  await expect(alert(page)).toContainText("Mül");
  await page.getByText("Personal data shown").click();
  await expect(alert(page)).not.toContainText("Mül");
  await page.getByRole("button", { name: "Raw text", exact: true }).click();
  const raw = page.getByRole("region", { name: "Record as text" });
  await expect(raw).toContainText("PASSED");
  await expect(raw).not.toContainText("Mül");
  await expect(raw).not.toContainText("Zoë");
  expect(broken).toEqual([]);
});

for (const levels of [10_000, 100_000]) {
  test(`expands, collapses and navigates ${levels} levels`, async ({ page, records }) => {
    const broken = await open(page, records, bytes(`${'{"a":['.repeat(levels / 2)}1${"]}".repeat(levels / 2)}`));
    await expect(rows(page).first()).toBeVisible();
    await page.getByLabel("Expand", { exact: true }).selectOption("all");
    await page.getByRole("tree").focus();
    // Waits until all levels are expanded, because End selects the last current row.
    await expect(async () => {
      await page.keyboard.press("End");
      await expect(page.locator("[aria-selected=true]")).toHaveAttribute("aria-level", String(levels + 1), {
        timeout: 2000,
      });
    }).toPass();
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator("[aria-selected=true]")).toHaveAttribute("aria-level", String(levels));
    await page.getByLabel("Expand", { exact: true }).selectOption("0");
    await expect(rows(page)).toHaveCount(1);
    expect(await page.getByRole("tree").locator("*").count()).toBeLessThan(300);
    expect(broken).toEqual([]);
  });
}

test("reaches a million rows by keyboard and by scroll bar", async ({ page, records }) => {
  const count = 1_000_000;
  const broken = await open(page, records, bytes(JSON.stringify(Array.from({ length: count }, (_, at) => at))));
  await expect(rows(page).first()).toHaveAttribute("aria-setsize", "1");
  await expect(page.getByRole("progressbar", { name: "Reading" })).toHaveCount(0);
  await page.getByRole("tree").focus();
  await page.keyboard.press("End");
  await expect(page.locator("[aria-selected=true]")).toHaveAttribute("aria-posinset", String(count));
  await expect(page.locator("[aria-selected=true]")).toHaveAttribute("aria-setsize", String(count));
  await expect(page.locator("[aria-selected=true]")).toContainText("999999");
  await page.getByRole("tree").evaluate((tree) => {
    tree.scrollTop = tree.scrollHeight / 2;
  });
  await expect(
    rows(page)
      .filter({ hasText: /^(49|50)\d{4}/ })
      .first(),
  ).toBeVisible();
  expect(broken).toEqual([]);
});
