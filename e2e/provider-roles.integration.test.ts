import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeSessions } from "./support/change-sessions.ts";
import type { Account, IdentityOptions, IdentityProvider } from "./support/identity-provider.ts";
import { signInWithCompany, startCompany } from "./support/oidc-product.ts";
import { awaitFaults, type FaultLine, readSession } from "./support/scripted-sign-in.ts";
import type { RunningServer } from "./support/server.ts";

/** The same promises as in roles.integration.test.ts, with a real OpenID provider. */

const account = (sub: string, more: Partial<Account> = {}): Account => ({
  sub,
  name: `Person ${sub}`,
  email: `${sub}@acme.example`,
  email_verified: true,
  groups: ["staff", "reviewer"],
  ...more,
});
const overage = {
  groups: undefined,
  _claim_names: { groups: "src1" },
  _claim_sources: { src1: { endpoint: "https://graph.example/members" } },
};

const companies: [string, Omit<IdentityOptions, "origin">, string][] = [
  ["roles from userinfo, with refresh tokens", {}, "userinfo"],
  ["roles from userinfo, without refresh tokens", { refreshTokens: false }, "userinfo"],
  ["roles from the ID token, with refresh tokens", { claimsInIdToken: true }, "id_token"],
  [
    "roles from the ID token and userinfo, without refresh tokens",
    { claimsInIdToken: true, refreshTokens: false },
    "userinfo",
  ],
  ["roles from signed userinfo", { signedUserInfo: true }, "userinfo"],
];

describe.each(companies)("%s", (_, options, source) => {
  let server: RunningServer;
  let provider: IdentityProvider;
  beforeAll(async () => {
    ({ server, provider } = await startCompany(options));
    provider.accounts.set("kept", account("kept"));
  });
  afterAll(async () => {
    await server?.end();
    await provider?.end();
  });
  const age = (seconds: number) =>
    changeSessions(server, "roles_read_at = ?1, next_read_at = ?1", Date.now() - seconds * 1000);

  it.each<[string, Partial<Account>]>([
    ["the claim is missing", { groups: undefined }],
    ["the claim is empty", { groups: [] }],
    ["the person has left the group", { groups: ["staff"] }],
    ["an overage hint stands in its place", overage],
  ])("ends access at the next read if %s, and only then", async (_reason, change) => {
    provider.accounts.set("anna", account("anna"));
    const { browser, error } = await signInWithCompany(server, "anna");
    const other = await signInWithCompany(server, "kept");
    expect([error, other.error]).toEqual([null, null]);
    age(45);
    expect(await readSession(browser)).toEqual(["reviewer"]);
    provider.accounts.set("anna", account("anna", change));
    age(45);
    expect(await readSession(browser)).toEqual([]);
    expect((await browser.get("/api/signature-requests")).status).toBe(401);
    expect(await readSession(other.browser)).toEqual(["reviewer"]);
  });

  it("ends access at once if the claim disappears before the first read", async () => {
    provider.accounts.set("anna", account("anna"));
    const { browser } = await signInWithCompany(server, "anna");
    provider.accounts.set("anna", account("anna", { groups: undefined }));
    age(45);
    expect(await readSession(browser)).toEqual([]);
  });

  it("has named the source and the missing claim on the log line", async () => {
    const isGone = ({ authFault }: FaultLine) => authFault === "rolesGone";
    const faults = await awaitFaults(server, 0, (lines) => lines.some(isGone));
    expect(faults.find(isGone)).toMatchObject({ roleClaim: "groups", roleSource: source });
    expect(server.output()).not.toMatch(/acme\.example|graph\.example|Person/);
  });

  it.each([
    ["OidcRolesMissing", "missing", { groups: undefined }],
    ["OidcRolesOverage", "overage", overage],
    ["AccessDenied", "other", { groups: ["staff"] }],
  ])("refuses a sign-in with %s", async (code, sub, change) => {
    provider.accounts.set(sub, account(sub, change));
    const { browser, error } = await signInWithCompany(server, sub);
    expect(error).toBe(code);
    expect(await readSession(browser)).toEqual([]);
  });

  it("refuses a subject that is not ASCII, and names the reason", async () => {
    provider.accounts.set("jérôme", account("jérôme"));
    const from = server.output().length;
    expect((await signInWithCompany(server, "jérôme")).error).toBe("OidcSubject");
    const isSubject = ({ authFault }: FaultLine) => authFault === "subject";
    const faults = await awaitFaults(server, from, (lines) => lines.some(isSubject));
    expect(faults.find(isSubject)?.msg).toContain("contains 2 characters that are not ASCII");
  });
});
