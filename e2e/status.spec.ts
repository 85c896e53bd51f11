import { cases } from "../sandbox/cases.ts";
import { expect, test } from "./support/test.ts";

const evidencePath = (name: string) => {
  const { srId, evidenceIds } = cases.find((each) => each.name === name)!;
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
};

test.beforeEach(({ signIn }) => signIn("reviewer"));

test("draws the timeline of the NFC case with its intervals, and fetches only request, status and decisions", async ({
  page,
}) => {
  const requested: string[] = [];
  page.on("request", (request) => requested.push(new URL(request.url()).pathname));
  await page.goto(evidencePath("nfc-completed"));
  const timeline = page.getByRole("list", { name: "Identification timeline" });
  await expect(timeline.getByRole("listitem").first()).toContainText("Created");
  await expect(timeline).toContainText("later");
  const [first, last] = [timeline.getByRole("listitem").first(), timeline.getByRole("listitem").last()];
  expect((await last.boundingBox())!.y).toBe((await first.boundingBox())!.y);
  await expect(first.locator("time > span").first()).toContainText("CE");
  await page.getByRole("button", { name: "UTC", exact: true }).click();
  await expect(first.locator("time > span").first()).toContainText("UTC");
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await last.boundingBox())!.y).toBeGreaterThan((await first.boundingBox())!.y);
  await expect(timeline).toContainText("Evidence expires");
  const evidence = requested.filter((path) => /^\/api\/signature-requests\/.*\/evidence\//.test(path));
  expect([...new Set(evidence.map((path) => path.split("/").at(-1)))].toSorted()).toEqual(["decisions", "status"]);
});

test("names unchecked artefacts in the tabs, and shows Completed as text", async ({ page }) => {
  await page.goto(evidencePath("nfc-completed"));
  await expect(page.getByText("Completed").first()).toBeVisible();
  const tabs = page.getByRole("navigation", { name: "Evidence", exact: true });
  await expect(tabs.getByText("not checked")).toHaveCount(3);
});

test("shows an unknown status as sent, and its times under their member names", async ({ page }) => {
  await page.goto(evidencePath("unknown-status"));
  await expect(page.getByText(/^As sent:/).first()).toBeVisible();
  const colour = await page
    .getByText(/^As sent:/)
    .first()
    .evaluate((element) => getComputedStyle(element).color);
  const proven = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.className = "text-proven";
    return getComputedStyle(probe).color;
  });
  expect(colour).not.toBe(proven);
});

test("explains a review beyond 72 hours, and offers a text for the provider", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(evidencePath("review-past-72-hours"));
  const conclusion = page.getByRole("status", { name: "Conclusion" });
  await expect(conclusion.getByRole("heading", { level: 2 })).toHaveText(
    /^In manual review for \d+ h \d+ min: \d+ h \d+ min over Skribble’s 72-hour limit$/,
  );
  await expect(conclusion.getByRole("img", { name: /72-hour limit/ })).toBeVisible();
  await page.getByRole("button", { name: "Copy text for Skribble" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await expect(conclusion).toContainText(copied);
  expect(copied).toContain(cases.find(({ name }) => name === "review-past-72-hours")!.srId);
});

test("polls while visible, says so, and states nothing about it to the server", async ({ page }) => {
  const requested: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.endsWith("/status")) requested.push(search);
  });
  await page.clock.install();
  await page.goto(evidencePath("review-past-72-hours"));
  await expect(page.getByText("it requests the status again automatically")).toBeVisible();
  await page.clock.runFor(3_500);
  await expect.poll(() => requested).toEqual(["", ""]);

  const see = (state: "hidden" | "visible") =>
    page.evaluate((now) => {
      Object.defineProperty(document, "visibilityState", { value: now, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await see("hidden");
  const before = requested.length;
  await page.clock.runFor(70_000);
  // Waits for a later request, so that earlier ones of the page are counted.
  await page.evaluate(() => fetch("/api/health/live").then((response) => response.text()));
  expect(requested.length).toBe(before);

  let responses = 0;
  await page.route("**/status", (route) => {
    responses++;
    const problem = { type: "about:blank", title: "t", status: 502, detail: "d", code: "provider_unavailable" };
    return route.fulfill({ status: 502, contentType: "application/problem+json", json: { ...problem, instance: "/" } });
  });
  await see("visible");
  await page.clock.runFor(6_000);
  await expect.poll(() => responses).toBeGreaterThan(0);
  const retry = page.getByRole("alert").getByRole("button", { name: "Try again" });
  await page.unroute("**/status");
  const again = page.waitForRequest((request) => request.url().endsWith("/status"));
  await retry.click();
  await again;
  await expect(retry).toHaveCount(0);
});

test("adds one entry and one history row for a run of polls, with its count", async ({ page, signIn }) => {
  await signIn("everything");
  const { srId } = cases.find(({ name }) => name === "review-working-hours")!;
  const count = async () =>
    (await (await page.request.get(`/api/audit?event=status_poll&srId=${srId}`)).json()).items.length;
  const before = await count();
  await page.clock.install();
  await page.goto(evidencePath("review-working-hours"));
  await expect(page.getByText("it requests the status again automatically")).toBeVisible();
  for (const pauseMs of [3_500, 5_000]) {
    const polled = page.waitForResponse((response) => response.url().endsWith("/status"));
    await page.clock.runFor(pauseMs);
    await (await polled).finished();
  }
  expect(await count()).toBe(before + 1);
  await page
    .getByRole("navigation", { name: "Evidence", exact: true })
    .getByRole("link", { name: /^History/ })
    .click();
  const accesses = page.getByRole("list", { name: "Who accessed this evidence" });
  await expect(accesses.getByRole("listitem").first()).toContainText(/Status polled \d+ times since \d\d:\d\d/);
});

test("reports the disabled feature, and names the provider as its origin", async ({ page }) => {
  await page.goto(evidencePath("feature-off"));
  await expect(
    page.getByRole("alert").filter({ hasText: "Identification evidence is not enabled" }).first(),
  ).toBeVisible();
});

test("shows tabs as navigation links, and opens them with keys 1 to 5", async ({ page }) => {
  await page.goto(evidencePath("nfc-completed"));
  const tabs = page.getByRole("navigation", { name: "Evidence", exact: true });
  for (const name of ["Overview", "Record", "Files", "Token", "History"])
    await expect(tabs.getByRole("link", { name: new RegExp(`^${name}`) })).toBeVisible();
  await page.locator("body").press("4");
  await expect(page).toHaveURL(/\/token$/);
});
