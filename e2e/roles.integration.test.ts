import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeSessions } from "./support/change-sessions.ts";
import { findFreePort } from "./support/free-port.ts";
import { companySettings } from "./support/oidc-product.ts";
import {
  type Script,
  type ScriptedProvider,
  startScriptedProvider,
  subject,
  usualScript,
} from "./support/scripted-provider.ts";
import { awaitFaults, type FaultLine, readFaults, readSession, signInByScript } from "./support/scripted-sign-in.ts";
import { type RunningServer, startServer } from "./support/server.ts";

const list = "/api/signature-requests";
const overage = { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "https://graph.example/u" } } };
const named = { name: "Anna" };
const userInfo = (claims: object) => ({ body: { sub: subject, ...claims } });

/** Moves the last read of all roles back in time. */
function age(server: RunningServer, seconds: number): void {
  changeSessions(server, "roles_read_at = ?1, next_read_at = ?1", Date.now() - seconds * 1000);
}

type Outcome = "kept" | "ended at once" | "ended after five minutes";
type Case = { name: string; at: Partial<Script>; later: Partial<Script>; outcome: Outcome };

const fromIdToken: Partial<Script> = { idToken: { ...named, groups: ["reviewer"] } };
const fromUserInfo: Partial<Script> = {
  idToken: named,
  refreshedIdToken: named,
  userInfo: userInfo({ groups: ["reviewer"] }),
};
const noRefresh: Partial<Script> = { refreshToken: null };

/** Forms of a claim that is present but names no group. */
const emptyForms: [string, unknown][] = [
  ["null", null],
  ["an empty array", []],
  ["an empty string", ""],
  ["a number", 7],
  ["an object", { reviewer: true }],
  ["another group", ["staff"]],
  ["an array of arrays", [["reviewer"]]],
];

const cases: Case[] = [
  {
    name: "roles from the ID token, again in the refreshed one",
    at: fromIdToken,
    later: { refreshedIdToken: { ...named, groups: ["reviewer"] } },
    outcome: "kept",
  },
  {
    name: "roles from the ID token, which lacks the claim after a refresh",
    at: fromIdToken,
    later: { refreshedIdToken: named },
    outcome: "ended at once",
  },
  {
    name: "roles from the ID token, which lacks the claim after a refresh, while userinfo has it",
    at: fromIdToken,
    later: { refreshedIdToken: named, userInfo: userInfo({ groups: ["reviewer"] }) },
    outcome: "ended at once",
  },
  {
    name: "roles from the ID token, which has an overage hint after a refresh",
    at: fromIdToken,
    later: { refreshedIdToken: { ...named, ...overage } },
    outcome: "ended at once",
  },
  {
    name: "roles from the ID token, which has hasgroups after a refresh",
    at: fromIdToken,
    later: { refreshedIdToken: { ...named, hasgroups: true } },
    outcome: "ended at once",
  },
  ...emptyForms.map(([form, groups]) => ({
    name: `roles from the ID token, whose claim is ${form} after a refresh`,
    at: fromIdToken,
    later: { refreshedIdToken: { ...named, groups } },
    outcome: "ended at once" as const,
  })),
  {
    name: "roles from the ID token, refresh response without one, userinfo without the claim",
    at: fromIdToken,
    later: { refreshedIdToken: null, userInfo: userInfo(named) },
    outcome: "ended after five minutes",
  },
  {
    name: "roles from the ID token, refresh response without one, userinfo with the claim",
    at: fromIdToken,
    later: { refreshedIdToken: null, userInfo: userInfo({ groups: ["reviewer"] }) },
    outcome: "kept",
  },
  {
    name: "roles from the ID token, refresh response without one, userinfo without a known group",
    at: fromIdToken,
    later: { refreshedIdToken: null, userInfo: userInfo({ groups: ["staff"] }) },
    outcome: "ended at once",
  },
  {
    name: "roles from the ID token, refreshed one from another issuer",
    at: fromIdToken,
    later: {
      refreshedIdToken: { ...named, groups: ["reviewer"], iss: "https://other.example" },
      userInfo: userInfo({}),
    },
    outcome: "ended after five minutes",
  },
  {
    name: "roles from the ID token, refreshed one about another subject",
    at: fromIdToken,
    later: { refreshedIdToken: { ...named, groups: ["reviewer"], sub: "otto" } },
    outcome: "ended at once",
  },
  {
    name: "roles from the ID token, the token endpoint fails",
    at: fromIdToken,
    later: { refreshStatus: 500 },
    outcome: "ended after five minutes",
  },
  {
    name: "roles from the ID token, no refresh token, userinfo never had the claim",
    at: { ...fromIdToken, ...noRefresh },
    later: { userInfo: userInfo(named) },
    outcome: "ended after five minutes",
  },
  {
    name: "roles from the ID token, no refresh token, userinfo had the claim too and lacks it now",
    at: { ...fromIdToken, ...noRefresh, userInfo: userInfo({ groups: ["reviewer", "admin"] }) },
    later: { userInfo: userInfo(named) },
    outcome: "ended at once",
  },
  {
    name: "roles from the ID token, no refresh token, userinfo states them",
    at: { ...fromIdToken, ...noRefresh },
    later: { userInfo: userInfo({ groups: ["reviewer"] }) },
    outcome: "kept",
  },
  {
    name: "roles from the ID token, no refresh token, userinfo rejects the access token",
    at: { ...fromIdToken, ...noRefresh },
    later: { userInfo: { status: 401, body: {} } },
    outcome: "ended at once",
  },
  {
    name: "roles from userinfo, again, with refresh token",
    at: fromUserInfo,
    later: {},
    outcome: "kept",
  },
  {
    name: "roles from userinfo, because the ID token has an overage hint, and again",
    at: { ...fromUserInfo, idToken: { ...named, ...overage } },
    later: { refreshedIdToken: { ...named, ...overage } },
    outcome: "kept",
  },
  {
    name: "roles from userinfo, which lacks the claim after a refresh",
    at: fromUserInfo,
    later: { userInfo: userInfo(named) },
    outcome: "ended at once",
  },
  {
    name: "roles from userinfo, which lacks the claim, while the ID token has it now",
    at: fromUserInfo,
    later: { userInfo: userInfo(named), refreshedIdToken: { groups: ["reviewer"] } },
    outcome: "ended at once",
  },
  {
    name: "roles from userinfo, and the ID token states them too",
    at: fromUserInfo,
    later: { refreshedIdToken: { groups: ["reviewer"] } },
    outcome: "kept",
  },
  {
    name: "roles from userinfo, and the ID token states others",
    at: fromUserInfo,
    later: { refreshedIdToken: { groups: ["auditor"] } },
    outcome: "ended at once",
  },
  {
    name: "roles from userinfo without refresh token, which lacks the claim",
    at: { ...fromUserInfo, ...noRefresh },
    later: { userInfo: userInfo(named) },
    outcome: "ended at once",
  },
  {
    name: "roles from userinfo without refresh token, which has an overage hint",
    at: { ...fromUserInfo, ...noRefresh },
    later: { userInfo: userInfo(overage) },
    outcome: "ended at once",
  },
  ...emptyForms.map(([form, groups]) => ({
    name: `roles from userinfo, whose claim is ${form}`,
    at: { ...fromUserInfo, ...noRefresh },
    later: { userInfo: userInfo({ groups }) },
    outcome: "ended at once" as const,
  })),
  {
    name: "roles from userinfo, which sends an empty object",
    at: fromUserInfo,
    later: { userInfo: { body: {} } },
    outcome: "ended at once",
  },
  {
    name: "roles from userinfo, which speaks of another subject",
    at: fromUserInfo,
    later: { userInfo: { body: { sub: "otto", groups: ["reviewer"] } } },
    outcome: "ended at once",
  },
  {
    name: "roles from userinfo, which fails",
    at: fromUserInfo,
    later: { userInfo: { status: 500, body: {} } },
    outcome: "ended after five minutes",
  },
  {
    name: "roles from userinfo, which sends a page instead of JSON",
    at: fromUserInfo,
    later: { userInfo: { type: "text/html", body: "<p>Sign in</p>" } },
    outcome: "ended after five minutes",
  },
  {
    name: "roles from userinfo, which fails, while the ID token states them",
    at: fromUserInfo,
    later: { userInfo: { status: 500, body: {} }, refreshedIdToken: { groups: ["reviewer"] } },
    outcome: "kept",
  },
];

let provider: ScriptedProvider;
let server: RunningServer;
let port: number;

const start = async (settings: Record<string, string> = {}) =>
  startServer({ ...companySettings(provider.issuer, port), ...settings });

beforeAll(async () => {
  provider = await startScriptedProvider();
  port = await findFreePort();
  server = await start();
});
afterAll(async () => {
  await server?.end();
  await provider?.end();
});

describe("a role at the next read", () => {
  it.each(cases)("$name: $outcome", async ({ at, later, outcome }) => {
    provider.script = { ...usualScript(), ...at };
    const { browser, roles } = await signInByScript(server, provider);
    expect(roles).toEqual(["reviewer"]);
    Object.assign(provider.script, later);
    age(server, 45);
    const first = await readSession(browser);
    const { status } = await browser.get(list);
    expect([first, status]).toEqual(outcome === "ended at once" ? [[], 401] : [["reviewer"], 200]);
    if (outcome === "ended at once") return;
    // A read that counts moves the last read; silence does not, and ends access after five minutes.
    changeSessions(server, "roles_read_at = roles_read_at - 270000, next_read_at = 0");
    expect(await readSession(browser)).toEqual(outcome === "kept" ? ["reviewer"] : []);
  });

  it("depends on the source that has taken over", async () => {
    provider.script = { ...usualScript(), ...fromIdToken };
    const { browser } = await signInByScript(server, provider);
    Object.assign(provider.script, { refreshedIdToken: null, userInfo: userInfo({ groups: ["reviewer"] }) });
    age(server, 45);
    expect(await readSession(browser)).toEqual(["reviewer"]);
    provider.script.userInfo = userInfo(named);
    age(server, 45);
    expect(await readSession(browser)).toEqual([]);
  });

  it("keeps a replaced refresh token although userinfo fails", async () => {
    provider.script = { ...usualScript(), ...fromUserInfo };
    const { browser } = await signInByScript(server, provider);
    Object.assign(provider.script, { refreshToken: "refresh-2", userInfo: { status: 500, body: {} } });
    age(server, 45);
    expect(await readSession(browser)).toEqual(["reviewer"]);
    provider.refreshes.length = 0;
    age(server, 45);
    expect(await readSession(browser)).toEqual(["reviewer"]);
    expect(provider.refreshes).toEqual(["refresh-2"]);
  });

  it.each<[string, Partial<Script>, string[]]>([
    ["keep access while a source states the roles", { ...fromUserInfo }, ["reviewer"]],
    ["end without the claim in any source", { refreshedIdToken: named, userInfo: userInfo(named) }, []],
  ])("sessions from before the source was stored %s", async (_, later, expected) => {
    provider.script = usualScript();
    const { browser } = await signInByScript(server, provider);
    Object.assign(provider.script, later);
    const tokens = { accessToken: "access", accessEndsAt: null, refreshToken: "refresh-1", logoutHint: null };
    const { AUTH_SECRET: secret = "" } = companySettings(provider.issuer, port);
    const encrypted = await encode({ token: { tokens }, secret, salt: "provider-tokens" });
    changeSessions(server, "tokens = ?1 where ended_at is null", encrypted);
    age(server, 45);
    expect(await readSession(browser)).toEqual(expected);
  });

  it("refuses the request if a session without a role cannot be ended", async () => {
    provider.script = usualScript();
    const { browser } = await signInByScript(server, provider);
    provider.script.refreshedIdToken = named;
    const database = new DatabaseSync(join(server.dataDir, "evidence-desk.sqlite"), { timeout: 5_000 });
    try {
      database.exec(
        "create trigger stuck before update of ended_at on sessions begin select raise(fail, 'stuck'); end",
      );
      age(server, 45);
      expect((await browser.get(list)).status).toBe(503);
    } finally {
      database.exec("drop trigger if exists stuck");
      database.close();
    }
    age(server, 45);
    expect((await browser.get(list)).status).toBe(401);
  });

  it("takes roles away and gives others, as the source says", async () => {
    provider.script = { ...usualScript(), idToken: { ...named, groups: ["reviewer", "admin"] } };
    const { browser, roles } = await signInByScript(server, provider);
    expect(roles).toEqual(["reviewer", "admin"]);
    provider.script.refreshedIdToken = { groups: ["auditor"] };
    age(server, 45);
    expect(await readSession(browser)).toEqual(["auditor"]);
    expect((await browser.get(list)).status).toBe(403);
  });

  it("names the claim that has gone and what was there instead on the log line", async () => {
    provider.script = { ...usualScript() };
    const from = server.output().length;
    await signInByScript(server, provider);
    expect(readFaults(server, from)).toEqual([]);
    const has = (name: string) => (lines: readonly FaultLine[]) => lines.find(({ authFault }) => authFault === name);
    const find = async (name: string) => has(name)(await awaitFaults(server, 0, (lines) => !!has(name)(lines)));
    expect(await find("rolesGone")).toMatchObject({
      roleClaim: "groups",
      roleSource: "id_token",
      idTokenClaims: expect.arrayContaining(["sub: string", "name: string"]),
      userInfoClaims: "not read",
    });
    expect(await find("rolesUnread")).toMatchObject({
      level: "warn",
      msg: expect.stringContaining("offline_access in AUTH_OIDC_SCOPE"),
    });
    expect(server.output()).not.toMatch(/graph\.example|Anna|"staff"/);
  });
});

describe("an endpoint that disappears from the metadata", () => {
  it("ends access after five minutes if it gave the roles", async () => {
    provider.script = { ...usualScript(), ...fromUserInfo, ...noRefresh };
    const { browser } = await signInByScript(server, provider);
    provider.script.metadata = { userinfo_endpoint: undefined };
    server.process.kill("SIGTERM");
    await new Promise((resolve) => server.process.once("exit", resolve));
    const restarted = await start({ DATA_DIR: server.dataDir });
    try {
      age(restarted, 45);
      expect(await readSession(browser)).toEqual(["reviewer"]);
      changeSessions(restarted, "roles_read_at = roles_read_at - 270000, next_read_at = 0");
      expect(await readSession(browser)).toEqual([]);
    } finally {
      await restarted.end();
    }
  });

  it("leaves a session to session:revoke only if the provider offered nothing to read at sign-in", async () => {
    provider.script = { ...usualScript(), ...fromIdToken, ...noRefresh, metadata: { userinfo_endpoint: undefined } };
    const other = await start();
    try {
      const { browser } = await signInByScript(other, provider);
      for (const seconds of [45, 3_600]) {
        age(other, seconds);
        expect(await readSession(browser)).toEqual(["reviewer"]);
      }
      expect(await awaitFaults(other)).toMatchObject([
        { authFault: "rolesFixed", msg: expect.stringContaining("session:revoke") },
      ]);
    } finally {
      await other.end();
    }
  });
});
