import type { Browser, BrowserContext, Page } from "playwright/test";
import { apiPaths, paths } from "#lib/paths";
import { expectNothingSerious, expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { perWorker } from "./support/per-worker.ts";
import { startServer } from "./support/server.ts";
import { type DemoAccount, signIn } from "./support/sign-in.ts";
import { test as base, expect, findCase } from "./support/test.ts";

/** The story of a decision with two persons in two browsers, on a server that asks every decision for a second review. */
const test = base.extend<object, object>({
  server: perWorker(() => startServer({ REQUIRE_SECOND_REVIEW: "all", RATE_LIMIT_PER_MINUTE: "0" })),
});

const idsOf = (name: Parameters<typeof findCase>[0]) => {
  const { srId, evidenceIds } = findCase(name);
  return { srId, evidenceId: evidenceIds[0] ?? "" };
};

async function enter(browser: Browser, baseURL: string | undefined, account: DemoAccount, locale = "en") {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
  if (locale !== "en") await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
  const page = await context.newPage();
  await signIn(page, account);
  return { context, page };
}

async function checkEverything(page: Page, { srId, evidenceId }: { srId: string; evidenceId: string }) {
  await page.goto(paths.evidence(srId, evidenceId));
  const headline = page.getByRole("status", { name: "Conclusion" }).getByRole("heading", { level: 2 });
  const button = page.getByRole("button", { name: "Check everything" });
  await expect(async () => {
    if ((await button.count()) > 0 && (await button.isEnabled())) await button.click();
    await expect(headline).toHaveText(/^(?:Consistent|Contradiction found|Cannot tell)/, { timeout: 10_000 });
  }).toPass({ timeout: 60_000 });
}

const line = (page: Page) => page.getByRole("region", { name: "Decision" });
const end = (...contexts: BrowserContext[]) => Promise.all(contexts.map((context) => context.close()));

test("is recorded by keyboard, blind for the second person, and confirmed by them", async ({ browser, baseURL }) => {
  test.slow();
  const one = idsOf("digest-mismatch");
  const first = await enter(browser, baseURL, "reviewer");
  await first.page.request.post(apiPaths.purpose(one.srId), { data: { ticket: "SUP-4711" } });
  await checkEverything(first.page, one);
  await first.page.locator("h1").click();
  await first.page.keyboard.press("d");
  const dialog = first.page.getByRole("dialog", { name: "Record decision" });
  await expect(dialog.getByRole("radiogroup", { name: "Outcome" }).getByRole("radio", { checked: true })).toHaveCount(
    0,
  );
  await expectNothingSeriousInBothThemes(first.page);
  await first.page.emulateMedia({ forcedColors: "active" });
  await expectNothingSerious(first.page);
  await first.page.emulateMedia({ forcedColors: "none" });
  await first.page.keyboard.press("Control+Enter");
  await expect(dialog.getByText("Choose an outcome.").first()).toBeVisible();
  await dialog.getByRole("radio", { name: "Reject" }).focus();
  await first.page.keyboard.press("Space");
  await dialog.getByRole("radio", { name: "Data contradict each other" }).check();
  await dialog.getByRole("textbox", { name: /^Note/ }).fill("<script>alert(1)</script> born 19.07.1976");
  await expect(dialog.getByText("This looks like personal data (a date).")).toBeVisible();
  await dialog.getByRole("textbox", { name: /^Note/ }).fill("Selfie is not the signed file.");
  await expect(dialog.getByRole("button", { name: "Reject and ask for second review" })).toBeVisible();
  await first.page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(line(first.page)).toContainText("Second review pending");
  await expect(line(first.page)).toContainText("Reject: recorded by Demo Reviewer");
  await expect(first.page.getByText("Your decision waits for a second review.")).toHaveCount(0);

  const second = await enter(browser, baseURL, "reviewer2");
  const bodies: string[] = [];
  second.page.on("response", async (response) => {
    if (response.url().includes("/api/")) bodies.push(await response.text().catch(() => ""));
  });
  await second.page.goto(paths.home());
  await expect(second.page.getByRole("link", { name: /Waiting for your second review/ })).toContainText("1");
  await checkEverything(second.page, one);
  await expect(line(second.page)).toContainText("First review recorded by Demo Reviewer, outcome hidden");
  await second.page.getByRole("link", { name: /^History/ }).click();
  await expect(second.page.getByText("outcome hidden").first()).toBeVisible();
  await second.page.getByRole("link", { name: /^Overview/ }).click();
  for (const body of bodies)
    expect(body).not.toMatch(/Selfie is not the signed file|evidence_contradictory"[^\]]*"reject/);
  await expect(second.page.locator("main")).not.toContainText(/Selfie is not|Reject: recorded/);
  await second.page.getByRole("button", { name: "Reject", exact: true }).click();
  const own = second.page.getByRole("dialog", { name: "Record decision" });
  await expect(own.getByRole("radio", { name: "Reject" })).toBeChecked();
  await expect(own.getByText("Yours is the second review.")).toBeVisible();
  await own.getByRole("radio", { name: "Different person" }).check();
  await own.getByRole("button", { name: "Reject", exact: true }).click();
  await expect(own).toBeHidden();
  await expect(line(second.page)).toContainText("Rejected");
  await second.page.getByRole("button", { name: "Read decision" }).click();
  const all = second.page.getByRole("dialog", { name: "Decision" });
  await expect(all.getByText("Selfie is not the signed file.")).toBeVisible();
  await expectNothingSeriousInBothThemes(second.page);
  await end(first.context, second.context);
});

test("that two people make differently is settled by a lead, on a phone and in German", async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const one = idsOf("nfc-completed");
  const decide = async (account: DemoAccount, outcome: "Accept" | "Reject", reason: string) => {
    const { context, page } = await enter(browser, baseURL, account);
    await checkEverything(page, one);
    await page.getByRole("button", { name: outcome, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Record decision" });
    await dialog.getByRole("radio", { name: reason }).check();
    await dialog.locator("button[type=submit]").click();
    await expect(dialog).toBeHidden();
    return { context, page };
  };
  const first = await decide("reviewer", "Accept", "Identity confirmed");
  const second = await decide("reviewer2", "Reject", "Different person");
  await expect(line(second.page)).toContainText("Disputed");
  await expect(second.page.getByText("A lead who made neither of them settles it.")).toBeVisible();
  await first.page.reload();
  await expect(line(first.page)).toContainText("Disputed");

  const lead = await enter(browser, baseURL, "lead", "de");
  await lead.page.setViewportSize({ width: 390, height: 844 });
  await lead.page.goto(paths.evidence(one.srId, one.evidenceId));
  await lead.page.getByRole("button", { name: "Alles prüfen" }).click();
  await lead.page.getByRole("button", { name: "Entscheid erfassen" }).click();
  const dialog = lead.page.getByRole("dialog", { name: "Entscheid erfassen" });
  await expect(dialog.getByText("Zwei Entscheide weichen voneinander ab.")).toBeVisible();
  await expectNothingSeriousInBothThemes(lead.page);
  await dialog.getByRole("radio", { name: "Ablehnen" }).check();
  await dialog.getByRole("radio", { name: "Andere Person" }).check();
  await dialog.locator("button[type=submit]").click();
  await expect(dialog).toBeHidden();
  await expect(lead.page.getByRole("region", { name: "Entscheid" })).toContainText("Abgelehnt");
  await end(first.context, second.context, lead.context);
});

test("keeps the form when it cannot be recorded, and sends a lost answer again without recording twice", async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const one = idsOf("failed");
  const { context, page } = await enter(browser, baseURL, "everything");
  await page.goto(paths.evidence(one.srId, one.evidenceId));
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Record decision" });
  await dialog.getByRole("radio", { name: "Evidence incomplete" }).check();
  await dialog.getByRole("textbox", { name: /^Note/ }).fill("The identification failed.");
  let lost = 0;
  await page.route("**/decisions", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await dialog.locator("button[type=submit]").click();
  await expect(
    dialog.getByText("Not recorded. Nothing was changed.").or(dialog.getByText("may have been recorded")),
  ).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: /^Note/ })).toHaveValue("The identification failed.");
  await dialog.locator("button[type=submit]").click();
  await expect(dialog).toBeHidden();
  const { decisions } = await (await page.request.get(apiPaths.decisions(one.srId, one.evidenceId))).json();
  expect(decisions).toHaveLength(1);
  await context.close();
});

test("of a pending identification can only be escalated", async ({ page, signIn: enterPage }) => {
  const one = idsOf("review-past-72-hours");
  await enterPage("reviewer");
  await page.goto(paths.evidence(one.srId, one.evidenceId));
  await expect(page.getByRole("button", { name: "Escalate", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Record decision" }).click();
  const dialog = page.getByRole("dialog", { name: "Record decision" });
  await expect(dialog.getByRole("radiogroup", { name: "Outcome" }).getByRole("radio")).toHaveCount(1);
});
