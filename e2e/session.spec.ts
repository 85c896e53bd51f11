import { chromium, type Page } from "playwright/test";
import { chromiumLaunchOptions } from "../scripts/test/chromium.mjs";
import { changeSessions } from "./support/change-sessions.ts";
import { openHttpBrowser, signInByHttp } from "./support/http-browser.ts";
import { openRedirects } from "./support/open-redirects.ts";
import { startServer } from "./support/server.ts";
import { expect, test } from "./support/test.ts";

const deepLink = "/signature-requests/9d1020a5-078c-41f6-8caf-19678b04edc7?from=ticket";
const enter = (page: Page, name = "Demo Reviewer") => page.getByRole("button", { name }).click();

async function leave(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Account of Demo" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
}

test("redirects a deep link to sign-in, and returns by a document load", async ({ page }) => {
  await page.goto("/signature-requests");
  await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fsignature-requests$/);
  await expect(page.getByText("This is a demo with invented evidence.")).toBeVisible();
  const loaded = page.waitForRequest(
    (request) => request.isNavigationRequest() && request.url().endsWith("/signature-requests"),
  );
  await enter(page);
  await loaded;
  await expect(page.getByRole("heading", { name: "Signature requests" })).toBeVisible();
});

test("describes a wrong password, and delays the eleventh attempt", async ({ page, server }) => {
  // No other test of this worker signs in as the auditor after this one: the account stays locked.
  await page.goto("/sign-in");
  await page.getByText("Use email and password").click();
  await page.getByLabel("Email").fill("auditor@demo.test");
  await page.getByLabel("Password").fill("wrong");
  const submit = page.getByRole("button", { name: "Sign in" });
  const alert = page.getByRole("main").getByRole("alert");
  for (let attempt = 1; attempt <= 10; attempt++) {
    const responded = page.waitForResponse(/callback\/demo/);
    await submit.click();
    expect((await responded).status()).toBe(401);
    await expect(alert).toHaveText("The email or password is incorrect.");
  }
  await page.getByLabel("Password").fill("demo");
  await submit.click();
  await expect(alert).toContainText("Too many failed attempts");
  const limited = await signInByHttp(openHttpBrowser(server.url), "auditor");
  expect([limited.status, Number(limited.headers.get("retry-after")) > 800]).toEqual([429, true]);
  const admin = openHttpBrowser(server.url);
  expect((await signInByHttp(admin, "admin")).status).toBe(200);
  const log = (await (await admin.get("/api/audit?event=limit_exceeded")).json()) as { items: unknown[] };
  expect(log.items).toContainEqual(
    expect.objectContaining({
      person: expect.objectContaining({ subject: "auditor@demo.test" }),
      detail: { allowed: 10, limit: "failed_sign_ins" },
    }),
  );
});

test("revokes the cookie on sign-out, and clears Back and other tabs", async ({ page, context }) => {
  await page.goto("/sign-in?returnTo=/signature-requests");
  await enter(page);
  await expect(page.getByRole("heading", { name: "Signature requests" })).toBeVisible();
  const old = await context.cookies();
  const other = await context.newPage();
  await other.goto("/signature-requests");
  await expect(other.getByRole("heading", { name: "Signature requests" })).toBeVisible();

  const logoutUrl = page.waitForResponse(/\/api\/auth\/signout$/);
  await leave(page);
  expect(await (await logoutUrl).headerValue("clear-site-data")).toContain('"cache"');
  await expect(page).toHaveURL(/\/sign-in$/);
  const startedAt = Date.now();
  await expect(other).toHaveURL(/\/sign-in/, { timeout: 5_000 });
  console.log(`the other tab was cleared after ${Date.now() - startedAt} ms`);

  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("heading", { name: "Signature requests" })).toBeHidden();
  await context.addCookies(old);
  expect((await page.request.get("/api/signature-requests")).status()).toBe(401);
  expect(await (await page.request.get("/api/auth/session")).json()).toEqual({});
});

test("clears open tabs within 5 s after the session ends elsewhere", async ({ page, server }) => {
  await page.goto("/sign-in?returnTo=/signature-requests");
  await enter(page);
  await expect(page.getByRole("heading", { name: "Signature requests" })).toBeVisible();
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  await page.request.post("/api/auth/signout", { form: { csrfToken, json: "true" } });
  await expect(page.getByRole("heading", { name: "Signature requests" })).toBeHidden({ timeout: 5_000 });
  await expect(page).toHaveURL(`${server.url}/sign-in?returnTo=%2Fsignature-requests`);
});

test("clears the page when another person signs in in another tab", async ({ page, context }) => {
  await page.goto("/sign-in?returnTo=/signature-requests");
  await enter(page);
  await expect(page.getByRole("heading", { name: "Signature requests" })).toBeVisible();
  const browser = await context.newPage();
  const { csrfToken } = await (await browser.request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email: "admin@demo.test", password: "demo", json: "true" };
  await browser.request.post("/api/auth/callback/demo", { form });
  await expect(page.getByRole("heading", { name: "Signature requests" })).toBeHidden({ timeout: 6_000 });
});

test("extends a session by user actions, not by polls or session checks, until the idle timeout", async () => {
  const server = await startServer({ SESSION_IDLE_MIN: "10" });
  const letPass = (minutes: number) =>
    changeSessions(server, "started_at = started_at - ?1, last_act_at = last_act_at - ?1", minutes * 60_000);
  try {
    const [idle, busy] = [openHttpBrowser(server.url), openHttpBrowser(server.url)];
    await signInByHttp(idle, "reviewer");
    await signInByHttp(busy, "reviewer");
    const evidence = "/api/signature-requests/ad8ce78b-0000/evidence/e-1/status";
    for (let minutes = 0; minutes < 12; minutes += 3) {
      expect(await (await idle.get("/api/auth/session")).json(), `after ${minutes} minutes`).toHaveProperty("user");
      await idle.get(evidence);
      await idle.get("/", { "next-router-prefetch": "1", rsc: "1" });
      expect((await busy.get("/api/signature-requests")).status, `after ${minutes} minutes`).toBe(200);
      letPass(3);
    }
    expect((await idle.get("/api/signature-requests")).status).toBe(401);
    expect((await busy.get("/api/signature-requests")).status).toBe(200);
  } finally {
    await server.end();
  }
});

test("redirects only to this origin for sixty forms of open redirect", async ({ server }) => {
  let home = 0;
  const own = (address: string | null) => {
    const { origin, pathname } = new URL(address ?? "", server.url);
    expect([origin, pathname.startsWith("//")], `${address}`).toEqual([server.url, false]);
    return 1;
  };
  for (const form of openRedirects) {
    const page = openHttpBrowser(server.url);
    const sent = await page.get(`/sign-in?returnTo=${encodeURIComponent(form)}`);
    expect([200, 307]).toContain(sent.status);
    const fields = { csrfToken: await page.csrf(), email: "everything@demo.test", password: "demo" };
    const entered = await page.post("/api/auth/callback/demo", { ...fields, callbackUrl: form });
    expect(entered.status).toBe(302);
    home += own(entered.headers.get("location"));
    const passedOn = await page.get(`/sign-in?returnTo=${encodeURIComponent(form)}`);
    home += own(passedOn.headers.get("location"));
    const requested = await page.get(`/api/auth/signin?callbackUrl=${encodeURIComponent(form)}`);
    home += own(requested.headers.get("location"));
    const left = await page.post("/api/auth/signout", {
      csrfToken: await page.csrf(),
      callbackUrl: form,
      json: "true",
    });
    home += own(((await left.json()) as { url: string }).url);
  }
  console.log(
    `open redirects: ${openRedirects.length} forms at 4 routes, ${home} of ${openRedirects.length * 4} stayed on this origin`,
  );
});

test("accepts localhost and 127.0.0.1 in demo mode, and rejects other hosts", async ({ server }) => {
  const byNumber = server.url.replace("localhost", "127.0.0.1");
  const browser = openHttpBrowser(byNumber);
  const fields = { csrfToken: await browser.csrf(), email: "reviewer@demo.test", password: "demo" };
  const response = await browser.post("/api/auth/callback/demo", { ...fields, callbackUrl: "/signature-requests" });
  expect(response.headers.get("location")).toBe(`${byNumber}/signature-requests`);
  expect((await browser.get("/api/signature-requests")).status).toBe(200);
  for (const name of ["x-forwarded-for", "x-forwarded-host", "forwarded", "via", "x-real-ip"])
    expect((await browser.get("/api/signature-requests", { [name]: "127.0.0.1" })).status, name).toBe(403);
});

test("shows no evidence from the back/forward cache after the session ends", async ({ server }) => {
  const browser = await chromium.launch({
    ...chromiumLaunchOptions(),
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  const page = await browser.newPage({ baseURL: server.url });
  await page.goto(`/sign-in?returnTo=${encodeURIComponent(deepLink)}`);
  await enter(page);
  await expect(page.getByRole("searchbox").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => Object.assign(window, { kept: true }));
  await page.goto("about:blank");
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  await page.request.post("/api/auth/signout", { form: { csrfToken, json: "true" } });
  await page.goBack({ waitUntil: "commit" });
  const shown = await page.evaluate(() => {
    // A document that is loading has no root element at first.
    const root: Element | null = document.documentElement;
    return ["kept" in window, root === null ? "empty" : getComputedStyle(root).visibility];
  });
  console.log(`Back after the end: ${shown[0] ? "from the back/forward cache" : "reloaded"}, ${shown[1]}`);
  if (shown[0]) expect(shown[1]).toBe("hidden");
  await expect(page).toHaveURL(/\/sign-in/, { timeout: 5_000 });
  await browser.close();
});
