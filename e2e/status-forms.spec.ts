import type { Page } from "playwright/test";
import { parseStatusResponse } from "../lib/status/parse-status-response.ts";
import { expect, findCase, test } from "./support/test.ts";

/** Status bodies in the formats of other systems. The server's parser result replaces the response. */

const { srId, evidenceIds } = findCase("nfc-completed");
const address = `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;

async function openStatus(page: Page, body: string, words?: Map<string, "completed">) {
  const response = parseStatusResponse(new TextEncoder().encode(body), words);
  await page.route("**/evidence/*/status*", (route) => route.fulfill({ json: response }));
  await page.goto(address);
}

const steps = (page: Page) => page.getByRole("list", { name: "Identification timeline" }).getByRole("listitem");

const fact = (page: Page, name: string) =>
  page.getByRole("region", { name: "Status as sent", exact: true }).locator("dl > div").filter({ hasText: name });

test.beforeEach(({ signIn }) => signIn("reviewer"));

test("shows times of every format with their original text, without guessing", async ({ page }) => {
  await openStatus(
    page,
    `{"id":"${evidenceIds[0]}","status":"COMPLETED","createdAt":1764234569,"startedAt":"2025-11-27T10:10:29+01:00[Europe/Zurich]",
      "reviewedAt":"27.11.2025 10:12:29","completedAt":"yesterday","expiresAt":"9999-12-31T23:59:59Z","checkedAt":"0001-01-01T00:00:00Z"}`,
  );
  await expect(steps(page)).toHaveCount(5);
  await expect(steps(page).nth(0)).toContainText("Created");
  await expect(steps(page).nth(0)).toContainText("27 Nov 2025, 10:09:29 CET");
  await expect(steps(page).nth(0)).toContainText("Sent as 1764234569");
  await expect(steps(page).nth(1)).toContainText("1 min later");
  await expect(steps(page).nth(2)).toContainText("Opened by you");
  await expect(steps(page).nth(3)).toContainText("27 Nov 2025, 10:12:29No time zone given");
  await expect(steps(page).nth(3)).not.toContainText("later");
  await expect(steps(page).nth(4)).toContainText("Time could not be read");
  await expect(steps(page).nth(4)).toContainText('"yesterday"');
  await expect(fact(page, "Evidence expires")).toContainText("No expiry");
  await expect(fact(page, "checkedAt")).toContainText("Not set");
  await expect(page.getByText("Manually reviewed")).toBeVisible();
  await expect(page.getByText(/contains no times/)).toHaveCount(0);
});

test("reports unset times, and shows none for a status without times", async ({ page }) => {
  await openStatus(page, '{"id":1,"status":"STARTED","createdAt":0,"expiresAt":"9999-12-31"}');
  await expect(page.getByText("The status contains no step times")).toBeVisible();
  await page.unrouteAll();
  await openStatus(page, '{"id":1,"status":"STARTED","createdAt":null}');
  await expect(page.getByText("The status contains no times.")).toBeVisible();
});

test("keeps the digits of IDs, and marks an ID other than the evidence ID in amber", async ({ page }) => {
  await openStatus(page, '{"id":9007199254740993,"accountId":12,"workflowId":7,"status":"COMPLETED"}');
  await expect(fact(page, "9007199254740993")).toContainText("Not the requested evidence ID");
  await expect(fact(page, "Account")).toContainText("12");
  await page.unrouteAll();
  await openStatus(page, `{"id":"${evidenceIds[0]}","accountId":12,"status":"COMPLETED"}`);
  await expect(fact(page, "Account")).toContainText("12");
  await expect(page.getByText("Not the requested evidence ID")).toHaveCount(0);
});

test("marks a status word mapped by the setting", async ({ page }) => {
  await openStatus(page, `{"id":"${evidenceIds[0]}","status":"Done"}`, new Map([["DONE", "completed"]]));
  await expect(fact(page, "Status as sent")).toContainText("Read as completed by this installation's setting");
  await expect(page.getByText("Read as completed by this installation's setting").first()).toBeVisible();
});

test("shows an unmapped status word as sent, even if it resembles failure", async ({ page }) => {
  await openStatus(page, '{"id":1,"status":"REFUSED"}');
  await expect(page.getByText("As sent: REFUSED")).toBeVisible();
  await expect(fact(page, "Status as sent")).toContainText("No list defines this word");
  await expect(page.getByRole("heading", { name: "Identification failed" })).toHaveCount(0);
});

test("reports a wrapped status and duplicate fields", async ({ page }) => {
  await openStatus(
    page,
    '{"data":{"id":1,"status":"COMPLETED","status":"REJECTED","createdAt":"2025-11-27T09:09:29Z"}}',
  );
  await expect(page.getByText("The provider's response contains the status in: data")).toBeVisible();
  await expect(page.getByText("The status repeats fields with different values")).toBeVisible();
  await expect(page.getByText('status: "COMPLETED" / "REJECTED"')).toBeVisible();
  await expect(page.getByText("As sent: COMPLETED / REJECTED")).toBeVisible();
});

test("lists unmapped status words in diagnostics", async ({ page, signIn }) => {
  const unknown = findCase("unknown-status");
  await page.goto(`/signature-requests/${unknown.srId}/evidence/${unknown.evidenceIds[0]}`);
  await expect(page.getByText("As sent: SUPERVISOR_HOLD")).toBeVisible();
  await signIn("admin");
  await page.goto("/diagnostics");
  const words = page.getByRole("table", { name: "Status words" });
  await expect(words.getByRole("rowheader", { name: "SUPERVISOR_HOLD" })).toBeVisible();
  await expect(page.getByText("SKRIBBLE_STATUS_WORDS=SUPERVISOR_HOLD=in_review")).toBeVisible();
});
