import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFreePort } from "./support/free-port.ts";
import { openHttpBrowser } from "./support/http-browser.ts";
import { oidcClient } from "./support/identity-provider.ts";
import { companySettings } from "./support/oidc-product.ts";
import {
  type Script,
  type ScriptedProvider,
  startScriptedProvider,
  subject,
  usualScript,
} from "./support/scripted-provider.ts";
import { awaitFaults, readFaults, signInByScript } from "./support/scripted-sign-in.ts";
import { type RunningServer, startServer } from "./support/server.ts";

let provider: ScriptedProvider;
let server: RunningServer;

beforeAll(async () => {
  provider = await startScriptedProvider();
  server = await startServer(companySettings(provider.issuer, await findFreePort()));
});
afterAll(async () => {
  await server?.end();
  await provider?.end();
});

const seconds = () => Math.floor(Date.now() / 1000);
const secret = "anna.meier@acme.example";

/** Signs in, and returns the error code of the address with the log lines of this sign-in. */
async function attempt(script: Partial<Script>, callback: Record<string, string> = {}, from = server) {
  provider.script = { ...usualScript(), ...script };
  const { length } = from.output();
  const result = await signInByScript(from, provider, callback);
  const faults = result.error === null ? readFaults(from, length) : await awaitFaults(from, length);
  expect(from.output().slice(length)).not.toContain(secret);
  return { ...result, faults };
}

describe("a sign-in without roles", () => {
  it.each<[string, string, Partial<Script>, Record<string, unknown>]>([
    [
      "the claim is missing in both sources",
      "OidcRolesMissing",
      { idToken: { email: secret, roles: ["reviewer"] }, userInfo: { body: { sub: subject, email: secret } } },
      {
        authFault: "rolesMissing",
        roleClaim: "groups",
        idTokenClaims: expect.arrayContaining(["sub: string", "email: string", "roles: array of 1 (string)"]),
        userInfoClaims: ["sub: string", "email: string"],
        msg: expect.stringContaining("the claim groups (AUTH_ROLE_CLAIM) is not in the ID token or in userinfo"),
      },
    ],
    [
      "the ID token has an overage hint, and userinfo lacks the claim",
      "OidcRolesOverage",
      {
        idToken: {
          name: secret,
          _claim_names: { groups: "s" },
          _claim_sources: { s: { endpoint: `https://g/${secret}` } },
        },
      },
      {
        authFault: "rolesOverage",
        idTokenClaims: expect.arrayContaining([
          "_claim_names.groups: string",
          "_claim_sources.s: object with 1 members",
        ]),
      },
    ],
    ["hasgroups stands in its place", "OidcRolesOverage", { idToken: { name: secret, hasgroups: true } }, {}],
    [
      "the claim is an object",
      "OidcRolesForm",
      { idToken: { groups: { [secret]: true } } },
      { authFault: "rolesForm" },
    ],
    ["the claim is null", "OidcRolesForm", { idToken: { groups: null } }, {}],
    [
      "no group is known",
      "AccessDenied",
      { idToken: { name: "Anna", groups: ["staff", secret] } },
      {
        authFault: "noRole",
        idTokenClaims: expect.arrayContaining(["groups: array of 2 (string)"]),
        userInfoClaims: "not read",
      },
    ],
    [
      "names of claims that may be personal data are only counted",
      "OidcRolesMissing",
      { idToken: { [secret]: true, ["x".repeat(5_000)]: 1 } },
      { idTokenClaims: expect.arrayContaining(["at the top: 2 names not shown"]) },
    ],
  ])("says that %s: %s", async (_, code, script, expected) => {
    const { error, roles, faults } = await attempt(script);
    expect([error, roles]).toEqual([code, []]);
    expect(faults).toMatchObject([{ level: "warn", requestId: expect.any(String), ...expected }]);
    expect(JSON.stringify(faults).length).toBeLessThan(2_000);
  });
});

describe("another issuer", () => {
  const other = "https://login.evil.example/realm";
  it.each<[string, Partial<Script>, Record<string, string>, string]>([
    ["the ID token", { idToken: { groups: ["reviewer"], iss: other } }, {}, "the ID token"],
    ["the authorization response", {}, { iss: other }, "the authorization response (iss)"],
  ])("in %s is named beside the configured one", async (_, script, callback, issuerFrom) => {
    const { error, roles, faults } = await attempt(script, callback);
    expect([error, roles]).toEqual(["OidcIssuer", []]);
    expect(faults[0]).toMatchObject({
      authFault: "issuer",
      issuerFrom,
      issuerReceived: other,
      issuerExpected: provider.issuer,
    });
  });

  it.each([
    [other, "OidcIssuer", "issuer", "otherwise do not trust the response"],
    ["{own}/", "OidcIssuer", "issuer", "They differ in the final slash only"],
    [
      "https://login.microsoftonline.com/{tenantid}/v2.0",
      "OidcTenant",
      "tenant",
      "Set AUTH_OIDC_ISSUER to the issuer of one tenant",
    ],
  ])("in the metadata (%s) leads to %s, on both ways to the provider", async (template, code, authFault, advice) => {
    const issuer = template.replace("{own}", provider.issuer);
    // A server that has not cached the metadata yet.
    const fresh = await startServer(companySettings(provider.issuer, await findFreePort()));
    try {
      const { error, faults } = await attempt({ metadata: { issuer } }, {}, fresh);
      expect(error).toBe(code);
      expect(faults).toMatchObject([
        { authFault, issuerReceived: issuer, issuerExpected: provider.issuer, msg: expect.stringContaining(advice) },
      ]);
      const returned = await openHttpBrowser(fresh.url).get("/api/auth/callback/oidc?code=a&state=b");
      expect(returned.headers.get("location")).toMatch(new RegExp(`/sign-in\\?error=${code}$`));
    } finally {
      await fresh.end();
    }
  });
});

describe("clocks", () => {
  it.each<[string, () => Record<string, unknown>, number | null, Record<string, unknown>]>([
    [
      "iat ahead",
      () => ({ iat: seconds() + 600, exp: seconds() + 900 }),
      0,
      { claim: "iat", suspectedClock: "provider" },
    ],
    [
      "iat ahead, as the Date",
      () => ({ iat: seconds() + 600, exp: seconds() + 900 }),
      600_000,
      { suspectedClock: "here" },
    ],
    ["iat ahead, no Date", () => ({ iat: seconds() + 600, exp: seconds() + 900 }), null, { suspectedClock: "unknown" }],
    [
      "exp behind",
      () => ({ iat: seconds() - 900, exp: seconds() - 600 }),
      -900_000,
      { claim: "exp", suspectedClock: "here" },
    ],
    ["nbf ahead", () => ({ nbf: seconds() + 600 }), 0, { claim: "nbf", suspectedClock: "provider" }],
    ["iat an hour behind", () => ({ iat: seconds() - 3600, exp: seconds() + 60 }), 0, { claim: "iat" }],
  ])("that differ are named with their seconds: %s", async (_, times, dateSkewMs, expected) => {
    const { error, roles, faults } = await attempt({ idToken: { groups: ["reviewer"], ...times() }, dateSkewMs });
    expect([error, roles]).toEqual(["OidcClock", []]);
    const [fault] = faults.filter(({ authFault }) => authFault === "clock");
    expect(fault).toMatchObject({ toleranceS: 30, ...expected });
    const off = Math.abs(Number(fault?.secondsFromOurClock));
    expect(fault?.msg).toContain(
      `${off} s ${Number(fault?.secondsFromOurClock) > 0 ? "ahead of" : "behind"} this machine`,
    );
    expect(off).toBeGreaterThan(590);
  });

  it("within the tolerance do not matter", async () => {
    const { error, roles } = await attempt({
      idToken: { groups: ["reviewer"], iat: seconds() + 25, exp: seconds() + 300 },
    });
    expect([error, roles]).toEqual([null, ["reviewer"]]);
  });
});

describe("userinfo as JWT", () => {
  const claims = () => ({ iss: provider.issuer, aud: oidcClient.id, sub: subject, name: "Anna", groups: ["reviewer"] });
  const type = "application/jwt; charset=utf-8";
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const by = async (body: string | Promise<string>, mediaType = type) =>
    attempt({ idToken: {}, userInfo: { type: mediaType, body: await body } });

  it("is verified with the provider's keys, and gives name and roles", async () => {
    for (const mediaType of [type, "text/plain"]) {
      const { error, roles, browser, faults } = await by(provider.sign(claims()), mediaType);
      expect([error, roles, faults]).toEqual([null, ["reviewer"], []]);
      const session = await (await browser.get("/api/auth/session")).json();
      expect(session).toMatchObject({ user: { name: "Anna" } });
    }
    const several = await by(provider.sign({ ...claims(), aud: ["other", oidcClient.id] }));
    expect(several.roles).toEqual(["reviewer"]);
  });

  it.each<[string, () => string | Promise<string>, RegExp]>([
    ["alg none", () => `${encode({ alg: "none" })}.${encode(claims())}.`, /without a signature that can be verified/],
    [
      "HS256 with the client secret",
      () => provider.sign(claims(), { alg: "HS256" }, new TextEncoder().encode(oidcClient.secret)),
      /without a signature that can be verified/,
    ],
    ["signed by another key", () => provider.sign(claims(), {}, provider.foreignKey), /cannot be verified/],
    [
      "signed by an unknown key",
      () => provider.sign(claims(), { kid: "x" }, provider.foreignKey),
      /cannot be verified/,
    ],
    ["for another client", () => provider.sign({ ...claims(), aud: "other" }), /cannot be verified \(claim aud\)/],
    ["for no client", () => provider.sign({ iss: provider.issuer, sub: subject }), /cannot be verified \(claim aud\)/],
    ["from no issuer", () => provider.sign({ aud: oidcClient.id, sub: subject }), /cannot be verified \(claim iss\)/],
    ["encrypted", () => `${encode({ alg: "RSA-OAEP", enc: "A256GCM" })}.a.b.c.d`, /that is encrypted/],
    [
      "changed",
      async () =>
        (await provider.sign(claims())).replace(/\.[^.]+\./, `.${encode({ ...claims(), groups: ["admin"] })}.`),
      /cannot be verified/,
    ],
    ["no token at all", () => "not a token", /without a signature that can be verified/],
  ])("is named if it cannot be verified: %s", async (_, make, message) => {
    const { error, roles, faults } = await by(make());
    expect([error, roles]).toEqual(["OidcUserInfo", []]);
    expect(faults).toMatchObject([{ authFault: "userInfo", msg: expect.stringMatching(message) }]);
  });

  it("from another issuer names both, and an expired one the seconds", async () => {
    const foreign = await by(provider.sign({ ...claims(), iss: "https://other.example" }));
    expect(foreign.error).toBe("OidcIssuer");
    expect(foreign.faults[0]).toMatchObject({
      issuerFrom: "the userinfo JWT",
      issuerReceived: "https://other.example",
    });
    const old = await by(provider.sign({ ...claims(), iat: seconds() - 900, exp: seconds() - 600 }));
    expect([old.error, old.faults[0]?.claim]).toEqual(["OidcClock", "exp"]);
  });

  it("about another subject is refused", async () => {
    const { error, roles } = await by(provider.sign({ ...claims(), sub: "otto" }));
    expect([error, roles]).toEqual(["OAuthCallback", []]);
  });
});

describe("a subject that the standard does not allow", () => {
  it.each([
    ["änna", /contains 1 characters that are not ASCII/],
    ["аnna", /contains 1 characters that are not ASCII/],
    ["x".repeat(256), /has 256 characters, more than 255/],
    ["a b", /contains spaces or control characters/],
    [7, /is not a string/],
  ])("is named without its value: %j", async (sub, message) => {
    const { error, roles, faults } = await attempt({ idToken: { groups: ["reviewer"], sub } });
    expect([error, roles]).toEqual(["OidcSubject", []]);
    expect(faults).toMatchObject([{ authFault: "subject", msg: expect.stringMatching(message) }]);
    expect(JSON.stringify(faults)).not.toContain(`${sub}`.length > 3 ? sub : "no such text");
  });
});

describe("the sign-in page", () => {
  const words: Record<string, Record<string, string>> = {
    OidcRolesMissing: {
      en: "the claim “groups”",
      de: "den Claim «groups»",
      fr: "le claim «\u202fgroups\u202f»",
      it: "il claim «groups»",
    },
    OidcRolesOverage: { en: "in too many groups", de: "zu vielen Gruppen", fr: "trop de groupes", it: "troppi gruppi" },
    OidcRolesForm: {
      en: "nor a list of texts",
      de: "eine Liste von Texten",
      fr: "une liste de textes",
      it: "un elenco di testi",
    },
    OidcIssuer: { en: "another issuer", de: "einen anderen Aussteller", fr: "un autre émetteur", it: "un emittente" },
    OidcTenant: { en: "single tenant", de: "einzelnen Mandanten", fr: "un seul locataire", it: "un solo tenant" },
    OidcClock: { en: "how many seconds", de: "Abweichung in Sekunden", fr: "en secondes", it: "quanti secondi" },
    OidcUserInfo: { en: "UserInfo", de: "UserInfo-Antwort", fr: "La réponse UserInfo", it: "la risposta UserInfo" },
    OidcSubject: {
      en: "the claim “sub”",
      de: "im Claim «sub»",
      fr: "le claim «\u202fsub\u202f»",
      it: "nel claim «sub»",
    },
  };
  it.each(Object.entries(words))("explains %s in four languages", async (code, texts) => {
    for (const [locale, text] of Object.entries(texts)) {
      const page = await fetch(`${server.url}/sign-in?error=${code}`, { headers: { "accept-language": locale } });
      // The page's payload contains every message; only the alert counts.
      const [, alert = ""] = (await page.text()).split('role="alert"');
      expect(alert.split("</main>")[0], locale).toContain(text);
    }
  });
});

describe("the access log", () => {
  it("has each refused sign-in with a code, and the person only if the provider has proven who it is", async () => {
    const settings = companySettings(provider.issuer, await findFreePort());
    const first = await startServer(settings);
    const token = { groups: ["reviewer"], name: "Anna" };
    await attempt({ idToken: { ...token, groups: ["staff"] } }, {}, first);
    await attempt({ idToken: { ...token, sub: "änna" } }, {}, first);
    await attempt({ idToken: { ...token, iss: "https://other.example" } }, {}, first);
    await attempt({ idToken: { sub: subject }, userInfo: { type: "application/jwt", body: "x" } }, {}, first);
    await attempt({ idToken: { sub: subject }, userInfo: { status: 401, body: {} } }, {}, first);
    // Entries of unknown persons are counted per minute, and written at the end at the latest.
    await first.end({ keepData: true });
    const second = await startServer({ ...settings, DATA_DIR: first.dataDir });
    try {
      const { browser } = await attempt({ idToken: { ...token, groups: ["auditor"] } }, {}, second);
      const { items } = (await (await browser.get("/api/audit?event=sign_in_refused")).json()) as {
        items: { person: { subject: string } | null; detail: Record<string, unknown> }[];
      };
      // Newest first. The first unknown person of a minute has an entry of its own, the others one with their number.
      expect(items.map(({ person, detail }) => [person?.subject ?? null, detail])).toEqual([
        [null, { further: 3 }],
        [null, { reason: "bad_subject" }],
        [subject, { reason: "no_known_role" }],
      ]);
    } finally {
      await second.end();
      await rm(first.dataDir, { recursive: true, force: true });
    }
  });
});
