import { test as base, expect, type Page } from "playwright/test";
import { changeSessions } from "./support/change-sessions.ts";
import type { Account, IdentityProvider } from "./support/identity-provider.ts";
import { startCompany } from "./support/oidc-product.ts";
import type { RunningServer } from "./support/server.ts";

/** Signs in on the identity provider's pages, and confirms consent when requested. */
async function enter(page: Page, account: string): Promise<void> {
  await page.getByRole("button", { name: "Continue with your company account" }).click();
  await page.locator("input[name=login]").fill(account);
  await page.locator("input[name=password]").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

const person = (sub: string, more: Partial<Account> = {}): Account => ({
  sub,
  name: `Person ${sub}`,
  email: `${sub}@acme.example`,
  email_verified: true,
  groups: ["staff", "reviewer"],
  ...more,
});

const session = async (page: Page) => (await page.request.get("/api/auth/session")).json();

/** Moves the last role refresh back in time, for all sessions or for one subject. */
function age(server: RunningServer, seconds: number, subject = "%"): void {
  const readAt = Date.now() - seconds * 1000;
  changeSessions(server, "roles_read_at = ?1, next_read_at = ?1 where subject like ?2", readAt, subject);
}

type Company = { server: RunningServer; provider: IdentityProvider };

const people = [
  person("anna"),
  person("otto", { groups: ["staff"] }),
  person("without_groups", { groups: [] }),
  person("without_claim", { groups: undefined }),
  person("vera", { email_verified: false, email: "boss@acme.example" }),
  person("both", { groups: ["admin", "auditor"] }),
  person("lost"),
  person("gone"),
  person("silent"),
];

const test = base.extend<{ server: RunningServer; provider: IdentityProvider }, { company: Company }>({
  company: [
    async ({ browserName: _ }, use) => {
      const company = await startCompany();
      for (const account of people) company.provider.accounts.set(account.sub, account);
      await use(company);
      await company.server.end();
      await company.provider.end();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  server: ({ company }, use) => use(company.server),
  provider: ({ company }, use) => use(company.provider),
  baseURL: ({ server }, use) => use(server.url),
});

test.describe("single sign-on", () => {
  test("returns to the deep link, with roles from the UserInfo endpoint", async ({ page, context, server }) => {
    await page.goto("/signature-requests/9d1020a5-078c-41f6-8caf-19678b04edc7");
    await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
    await enter(page, "anna");
    await expect(page).toHaveURL(`${server.url}/signature-requests/9d1020a5-078c-41f6-8caf-19678b04edc7`);
    expect(await session(page)).toMatchObject({
      user: { id: "anna", name: "Person anna", email: "anna@acme.example" },
      roles: ["reviewer"],
    });
    const cookies = await context.cookies(server.url);
    expect(cookies.find(({ name }) => name.endsWith("session-token"))).toMatchObject({
      httpOnly: true,
      sameSite: "Lax",
    });
  });

  test("rejects a person without a known role, and names the contact", async ({ page }) => {
    for (const account of ["otto", "without_groups"]) {
      await page.context().clearCookies();
      await page.goto("/sign-in");
      await enter(page, account);
      await expect(
        page.getByRole("alert").filter({ hasText: "Your account has no role in Evidence Desk" }),
      ).toContainText("Ask your administrator or IT help desk");
      expect(await session(page)).toEqual({});
      expect((await page.request.get("/api/signature-requests")).status()).toBe(401);
    }
  });

  test("names the claim that is missing, without personal data in the address", async ({ page, server }) => {
    await page.goto("/sign-in");
    await enter(page, "without_claim");
    const alert = page.getByRole("alert").filter({ hasText: "Your roles could not be read" });
    await expect(alert).toContainText("the claim “groups”, neither in the ID token nor in UserInfo");
    await expect(page).toHaveURL(`${server.url}/sign-in?error=OidcRolesMissing`);
    expect(await session(page)).toEqual({});
    await expect.poll(server.output).toContain('"authFault":"rolesMissing","roleClaim":"groups"');
    expect(server.output()).not.toContain("without_claim");
  });

  test("ignores an unverified email address", async ({ page, server }) => {
    await page.goto("/sign-in");
    await enter(page, "vera");
    await expect(page).toHaveURL(`${server.url}/`);
    expect(await session(page)).toMatchObject({ user: { id: "vera", email: null } });
  });

  test("sends auditors to the access log, and denies evidence", async ({ page, server }) => {
    await page.goto("/sign-in");
    await enter(page, "both");
    await expect(page).toHaveURL(`${server.url}/audit`);
    expect((await page.request.get("/api/signature-requests")).status()).toBe(403);
  });

  test("ends the session here and at the identity provider on sign-out", async ({
    page,
    context,
    server,
    provider,
  }) => {
    await page.goto("/signature-requests");
    await enter(page, "anna");
    await expect(page).toHaveURL(`${server.url}/signature-requests`);
    const old = await context.cookies(server.url);
    const requested: string[] = [];
    page.on("request", (request) => requested.push(`${request.url()} ${request.postData() ?? ""}`));
    await page.getByText("Person anna").first().click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/session/end`));
    const logout = new URL(page.url());
    expect([...logout.searchParams.keys()].sort()).toEqual(["client_id", "logout_hint"]);
    expect(logout.searchParams.get("client_id")).toBe("evidence-desk");
    expect(logout.searchParams.get("logout_hint")).toBe("anna");
    // An ID token is a compact JWS; the anti-forgery token of next-auth is not.
    expect(requested.filter((request) => /eyJ[\w-]+\.|id_token/.test(request))).toEqual([]);
    await page.getByRole("button", { name: "Yes, sign me out" }).click();
    await context.addCookies(old);
    expect((await page.request.get(`${server.url}/api/signature-requests`)).status()).toBe(401);
    await context.clearCookies({ domain: "localhost", name: /next-auth/ });
    await page.goto(`${server.url}/sign-in`);
    await page.getByRole("button", { name: "Continue with your company account" }).click();
    await expect(page.locator("input[name=login]")).toBeVisible();
  });

  test("clears open tabs within 60 s after a role or account is removed", async ({ browser, server, provider }) => {
    const tabs = await Promise.all(
      ["lost", "gone"].map(async (account) => {
        const page = await (await browser.newContext({ baseURL: server.url })).newPage();
        await page.goto("/signature-requests");
        await enter(page, account);
        await expect(page.getByRole("heading", { name: "Signature requests" })).toBeVisible();
        return page;
      }),
    );
    provider.accounts.set("lost", person("lost", { groups: ["staff"] }));
    provider.accounts.delete("gone");
    age(server, 45);
    const startedAt = Date.now();
    await Promise.all(tabs.map((page) => expect(page).toHaveURL(/\/sign-in/, { timeout: 15_000 })));
    console.log(`cleared after ${45 + Math.round((Date.now() - startedAt) / 1000)} s`);
    for (const page of tabs) await page.context().close();
  });

  test("ends the session after five minutes without a response of the identity provider", async ({
    page,
    server,
    provider,
  }) => {
    await page.goto("/sign-in");
    await enter(page, "silent");
    await expect(page).toHaveURL(`${server.url}/`);
    await provider.end();
    age(server, 4 * 60, "silent");
    expect((await page.request.get("/api/signature-requests")).status()).toBe(200);
    age(server, 6 * 60, "silent");
    // A session check started before still reports four minutes.
    await expect.poll(async () => (await page.request.get("/api/signature-requests")).status()).toBe(401);
  });
});
