import { readFile } from "node:fs/promises";
import { box, current, rawText, recordAddress, tree } from "./support/record-page.ts";
import { expect, findCase, test } from "./support/test.ts";

test.describe("copying and saving from the record", () => {
  test.beforeEach(async ({ signIn }) => signIn("reviewer"));

  test("copies path, pointer, name, value and a subtree as sent", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(recordAddress("anomalous-record"));
    await expect(tree(page)).toBeVisible();
    await box(page).fill("$.escaped");
    await expect(current(page)).toContainText('"escaped"');
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    /** Presses the button and polls, because a browser may write the clipboard after the click returns. */
    const copied = async (what: string) => {
      await page.getByRole("button", { name: `Copy ${what}`, exact: true }).click();
      return expect.poll(clipboard, { message: what });
    };
    await (await copied("JSONPath")).toBe("$.escaped");
    await (await copied("JSON Pointer")).toBe("/escaped");
    await (await copied("name")).toBe("escaped");
    await (await copied("as sent")).toBe('"\\u005a\\u006f\\u00eb \\ud83d\\ude00 \\u0000"');
    await box(page).fill("$.numbers");
    await expect(current(page)).toContainText('"numbers"');
    await (await copied("subtree as sent")).toContain("1e400, -0, 1.0, 1E+2, 123456789012345678901234567890.123456789");
  });

  test("shows the bytes as sent and pretty, and saves them unchanged", async ({ page }) => {
    await page.goto(recordAddress("anomalous-record"));
    await expect(tree(page)).toBeVisible();
    await page.getByRole("button", { name: "Raw text", exact: true }).click();
    const raw = rawText(page);
    await expect(raw).toContainText('"schema": "identification-result/4"');
    await page.getByRole("button", { name: "Formatted" }).click();
    await expect(raw).toContainText('"schema": "identification-result/4"');
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /Download JSON as sent/ }).click(),
    ]);
    const { srId, evidenceIds } = findCase("anomalous-record");
    const response = await page.request.get(`/api/signature-requests/${srId}/evidence/${evidenceIds[0]}/record`);
    expect((await readFile(await download.path())).equals(await response.body())).toBe(true);
  });
});
