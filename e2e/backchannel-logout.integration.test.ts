import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiPaths } from "../lib/paths.ts";
import { ApiClient } from "./support/api-client.ts";
import { changeSessions } from "./support/change-sessions.ts";
import { openCompanyBrowser } from "./support/company-browser.ts";
import type { Account, IdentityProvider } from "./support/identity-provider.ts";
import { startCompany } from "./support/oidc-product.ts";
import { openRawDownload, type RawDownload } from "./support/raw-download.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { entriesIn } from "./support/stored-entries.ts";
import { startStreamProvider } from "./support/stream-provider.ts";

const logoutEvent = "http://schemas.openid.net/event/backchannel-logout";
const person = (sub: string): Account => ({
  sub,
  name: `Person ${sub}`,
  email: `${sub}@acme.example`,
  email_verified: true,
  groups: ["reviewer"],
});

type Company = { server: RunningServer; provider: IdentityProvider };

let evidence: Awaited<ReturnType<typeof startStreamProvider>>;
let signing: { privateKey: CryptoKey; publicKey: CryptoKey };
let bySession: Company;
let bySubject: Company;

beforeAll(async () => {
  evidence = await startStreamProvider();
  signing = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(signing.privateKey)), kid: "signing", alg: "RS256", use: "sig" };
  const settings = {
    SKRIBBLE_API_URL: evidence.apiUrl,
    SKRIBBLE_API_USERNAME: "api_tests",
    SKRIBBLE_API_KEY: "key-of-the-tests-0123456789",
  };
  const options = { jwks: { keys: [jwk] } };
  bySession = await startCompany({ ...options, backchannelLogout: "by_session" }, settings);
  bySubject = await startCompany({ ...options, backchannelLogout: "by_subject" }, settings);
  for (const sub of ["anna", "bert", "carl"])
    for (const { provider } of [bySession, bySubject]) provider.accounts.set(sub, person(sub));
});

afterAll(async () => {
  for (const company of [bySession, bySubject]) {
    await company?.server.end();
    await company?.provider.end();
  }
  await evidence?.end();
});

const originOf = ({ server }: Company) => new URL(server.url).origin;

async function signIn(company: Company, account: string) {
  const browser = openCompanyBrowser(originOf(company), company.provider.issuer);
  await browser.signIn(account);
  const isSignedIn = async () => {
    const response = await fetch(`${company.server.url}${apiPaths.session()}`, {
      headers: { cookie: browser.cookie() },
    });
    return Object.hasOwn(await response.json(), "user");
  };
  return { ...browser, isSignedIn };
}

async function download(company: Company, cookie: string, srId: string): Promise<RawDownload> {
  const started = openRawDownload(company.server.url, apiPaths.artefact(srId, `e-${srId}`, "files"), cookie);
  expect(await started.head).toMatch(/^HTTP\/1\.1 200 /);
  return started;
}

/** Rows of the product's own database, while it runs. */
function read(company: Company, sql: string, ...values: string[]): Record<string, unknown>[] {
  const database = new DatabaseSync(join(company.server.dataDir, "evidence-desk.sqlite"), { timeout: 5_000 });
  try {
    return database.prepare(sql).all(...values) as Record<string, unknown>[];
  } finally {
    database.close();
  }
}

const outcomeOf = (company: Company, requestId: string) =>
  read(
    company,
    `select outcome, detail from ${entriesIn.sqlite} where request_id = ? and event = 'release_outcome'`,
    requestId,
  )[0];

const endsOf = (company: Company, subject: string) =>
  read(company, `select detail from ${entriesIn.sqlite} where event = 'session_ended' and subject = ?`, subject).map(
    ({ detail }) => (JSON.parse(String(detail)) as { reason: string }).reason,
  );

type Forged = {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: CryptoKey;
};

/** A logout token that is right, except for what `forged` changes; undefined leaves a claim out. */
async function makeToken({ provider }: Company, sub: string, { claims = {}, header = {}, key }: Forged = {}) {
  const now = Math.floor(Date.now() / 1000);
  const standard = { iss: provider.issuer, aud: "evidence-desk", iat: now, exp: now + 120, jti: randomUUID(), sub };
  const payload = { ...standard, events: { [logoutEvent]: {} }, ...claims };
  return new SignJWT(JSON.parse(JSON.stringify(payload)))
    .setProtectedHeader({ alg: "RS256", kid: "signing", typ: "logout+jwt", ...header })
    .sign(key ?? signing.privateKey);
}

async function send(company: Company, body: string, headers: Record<string, string> = {}, method = "POST") {
  const response = await fetch(`${company.server.url}${apiPaths.backchannelLogout()}`, {
    method,
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    ...(method === "POST" ? { body } : {}),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? null : JSON.parse(text) };
}

const sendToken = (company: Company, token: string) =>
  send(company, new URLSearchParams({ logout_token: token }).toString());

describe("a logout at the identity provider", () => {
  it("ends the session that it names with its download, and not the person's other session", async () => {
    const [here, elsewhere] = [await signIn(bySession, "anna"), await signIn(bySession, "anna")];
    const running = await download(bySession, here.cookie(), "endless-named");
    await here.leaveProvider();
    const leftAt = performance.now();
    expect((await running.closed).how).toBe("reset");
    expect(performance.now() - leftAt).toBeLessThan(5_000);
    await expect
      .poll(() => outcomeOf(bySession, running.requestId()))
      .toMatchObject({ outcome: "broken_off_by_session_end", detail: '{"reason":"backchannel_logout"}' });
    expect([await here.isSignedIn(), await elsewhere.isSignedIn()]).toEqual([false, true]);
    expect(endsOf(bySession, "anna")).toEqual(["backchannel_logout"]);
  });

  it("without a session ID ends all sessions of the person, and no others", async () => {
    const own = [await signIn(bySubject, "anna"), await signIn(bySubject, "anna")];
    const other = await signIn(bySubject, "bert");
    await own[0]?.leaveProvider();
    expect(await Promise.all(own.map((browser) => browser.isSignedIn()))).toEqual([false, false]);
    expect(await other.isSignedIn()).toBe(true);
    expect(endsOf(bySubject, "anna")).toEqual(["backchannel_logout", "backchannel_logout"]);
  });
});

describe("POST /api/auth/backchannel-logout", () => {
  it("accepts a token from anywhere, answers 200 without a body or cache, and 200 if no session is left", async () => {
    const browser = await signIn(bySession, "bert");
    const token = await makeToken(bySession, "bert");
    const crossSite = { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" };
    const accepted = await send(bySession, new URLSearchParams({ logout_token: token }).toString(), crossSite);
    expect([accepted.status, accepted.json]).toEqual([200, null]);
    expect(accepted.headers.get("cache-control")).toContain("no-store");
    expect(await browser.isSignedIn()).toBe(false);
    expect((await sendToken(bySession, await makeToken(bySession, "bert"))).status).toBe(200);
  });

  it("refuses a token that was used before, so that it ends no later session", async () => {
    const token = await makeToken(bySession, "bert");
    expect((await sendToken(bySession, token)).status).toBe(200);
    const browser = await signIn(bySession, "bert");
    expect(await sendToken(bySession, token)).toMatchObject({ status: 400, json: { error: "invalid_request" } });
    expect(await browser.isSignedIn()).toBe(true);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const forgeries: [what: string, forged: () => Forged | Promise<Forged>][] = [
    ["another key", async () => ({ key: (await generateKeyPair("RS256")).privateKey })],
    ["another issuer", () => ({ claims: { iss: "https://login.example" } })],
    ["another audience", () => ({ claims: { aud: "another-client" } })],
    ["a second audience", () => ({ claims: { aud: ["evidence-desk", "another-client"] } })],
    ["no issue time", () => ({ claims: { iat: undefined } })],
    ["an old issue time", () => ({ claims: { iat: now() - 3_600 } })],
    ["a future issue time", () => ({ claims: { iat: now() + 600 } })],
    ["no expiry", () => ({ claims: { exp: undefined } })],
    ["an expiry in the past", () => ({ claims: { exp: now() - 60 } })],
    ["no event", () => ({ claims: { events: undefined } })],
    ["another event", () => ({ claims: { events: { "http://schemas.openid.net/event/other": {} } } })],
    ["an event that is not an object", () => ({ claims: { events: { [logoutEvent]: true } } })],
    ["a list of events", () => ({ claims: { events: [logoutEvent] } })],
    ["a nonce", () => ({ claims: { nonce: "n" } })],
    ["neither sub nor sid", () => ({ claims: { sub: undefined } })],
    ["an empty sid", () => ({ claims: { sid: "" } })],
    ["no jti", () => ({ claims: { jti: undefined } })],
    ["the type of an access token", () => ({ header: { typ: "at+jwt" } })],
  ];

  it.each(forgeries)("refuses a token with %s", async (_, forged) => {
    const browser = await signIn(bySession, "carl");
    const { status, json, headers } = await sendToken(bySession, await makeToken(bySession, "carl", await forged()));
    expect({ status, json }).toMatchObject({
      status: 400,
      json: { code: "invalid_request", error: "invalid_request" },
    });
    expect(headers.get("cache-control")).toContain("no-store");
    expect(await browser.isSignedIn()).toBe(true);
  });

  it("refuses tokens without a signature or with the client's secret, ID tokens and other bodies", async () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const [, payload = ""] = (await makeToken(bySession, "carl")).split(".");
    const unsigned = `${encode({ alg: "none" })}.${payload}.`;
    const bySecret = await new SignJWT(JSON.parse(Buffer.from(payload, "base64url").toString()))
      .setProtectedHeader({ alg: "HS256" })
      .sign(Buffer.from("secret-of-the-tests-0123456789abcdef"));
    const form = (token: string) => new URLSearchParams({ logout_token: token }).toString();
    const token = await makeToken(bySession, "carl");
    const bodies = [
      form(unsigned),
      form(bySecret),
      form("x"),
      form(""),
      "",
      "other=1",
      `${form(token)}&${form(token)}`,
    ];
    for (const body of [...bodies, form("x".repeat(40_000))])
      expect((await send(bySession, body)).status, body.slice(0, 60)).toBe(400);
    expect(
      (await send(bySession, JSON.stringify({ logout_token: token }), { "content-type": "application/json" })).status,
    ).toBe(400);
    for (const method of ["GET", "PUT", "DELETE"]) {
      const refused = await send(bySession, "", {}, method);
      expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST"]);
    }
    const refusals = read(bySession, `select outcome, detail from ${entriesIn.sqlite} where event = 'refused'`);
    expect(refusals).toContainEqual({ outcome: "refused", detail: '{"reason":"logout_token"}' });
  });

  it("ends a session that the provider gave no ID, by its person", async () => {
    const browser = await signIn(bySession, "bert");
    changeSessions(bySession.server, "provider_session = null where subject = ?1", "bert");
    expect(
      (await sendToken(bySession, await makeToken(bySession, "bert", { claims: { sid: "another" } }))).status,
    ).toBe(200);
    expect(await browser.isSignedIn()).toBe(false);
  });

  it("ends all sessions of a person for a session ID that is too long to store", async () => {
    const browser = await signIn(bySession, "bert");
    const token = await makeToken(bySession, "bert", { claims: { sid: "s".repeat(600) } });
    expect((await sendToken(bySession, token)).status).toBe(200);
    expect(await browser.isSignedIn()).toBe(false);
  });

  it("responds with 404 without single sign-on", async () => {
    const server = await startServer();
    try {
      const token = await makeToken(bySession, "anna");
      const response = await send({ ...bySession, server }, new URLSearchParams({ logout_token: token }).toString());
      expect([response.status, response.json.code]).toEqual([404, "not_found"]);
    } finally {
      await server.end();
    }
  });
});

describe("signing in again in the same browser", () => {
  it("ends the session before; a sign-in that is refused ends nothing", async () => {
    bySession.provider.accounts.set("dora", person("dora"));
    const browser = await signIn(bySession, "dora");
    const former = browser.cookie();
    await browser.signIn("dora");
    const client = new ApiClient(bySession.server.url);
    const statusWith = async (cookie: string) =>
      (await client.send(apiPaths.sessions(), { headers: { cookie } })).status;
    expect([await statusWith(former), await browser.isSignedIn()]).toEqual([401, true]);
    expect(endsOf(bySession, "dora")).toEqual(["replaced"]);

    bySession.provider.accounts.set("dora", { ...person("dora"), groups: ["staff"] });
    const current = browser.cookie();
    await browser.signIn("dora");
    client.end();
    const refusals = read(bySession, "select event from log_entries where subject = 'dora' order by \"index\" desc");
    expect(refusals[0]).toEqual({ event: "sign_in_refused" });
    expect([await statusWith(current), endsOf(bySession, "dora")]).toEqual([200, ["replaced"]]);
  });
});

describe("a download of a person without open tabs", () => {
  it("is reset once the identity provider no longer lists the role, and goes on while it does", async () => {
    const browser = await signIn(bySession, "carl");
    const running = await download(bySession, browser.cookie(), "endless-role");
    // The next refresh of the roles is due after 40 s.
    const age = () => {
      const readAt = Date.now() - 45_000;
      changeSessions(bySession.server, "roles_read_at = ?1, next_read_at = ?1 where subject = 'carl'", readAt);
    };
    age();
    const isFresh = "select 1 from sessions where subject = 'carl' and ended_at is null and roles_read_at > ?";
    const refreshedAfter = String(Date.now() - 10_000);
    await expect.poll(() => read(bySession, isFresh, refreshedAfter).length, { timeout: 8_000 }).toBe(1);
    await wait(1_500);
    expect(evidence.transfers.get("endless-role")?.closedAt).toBeNull();
    bySession.provider.accounts.set("carl", { ...person("carl"), groups: ["staff"] });
    age();
    const agedAt = performance.now();
    expect((await running.closed).how).toBe("reset");
    expect(performance.now() - agedAt).toBeLessThan(8_000);
    await expect
      .poll(() => outcomeOf(bySession, running.requestId()))
      .toMatchObject({ outcome: "broken_off_by_session_end", detail: '{"reason":"no_role"}' });
    expect(endsOf(bySession, "carl")).toContain("no_role");
    bySession.provider.accounts.set("carl", person("carl"));
  });

  it("is reset after five minutes without a response of the identity provider, not before", async () => {
    const browser = await signIn(bySubject, "carl");
    const running = await download(bySubject, browser.cookie(), "endless-silent");
    running.socket.pause();
    await bySubject.provider.end();
    const age = (minutes: number) =>
      changeSessions(
        bySubject.server,
        "roles_read_at = ?1, next_read_at = ?1 where subject = 'carl'",
        Date.now() - minutes * 60_000,
      );
    age(4);
    await wait(3_000);
    expect(evidence.transfers.get("endless-silent")?.closedAt).toBeNull();
    age(6);
    await expect
      .poll(() => outcomeOf(bySubject, running.requestId()), { timeout: 15_000 })
      .toMatchObject({ outcome: "broken_off_by_session_end", detail: '{"reason":"provider_silent"}' });
    expect(endsOf(bySubject, "carl")).toContain("provider_silent");
    const client = new ApiClient(bySubject.server.url);
    expect((await client.send(apiPaths.sessions(), { headers: { cookie: browser.cookie() } })).status).toBe(401);
    client.end();
  });
});

it("limits requests per address", async () => {
  const statuses = new Map<number, number>();
  for (let round = 0; round < 31; round++) {
    const responses = await Promise.all(Array.from({ length: 20 }, () => send(bySubject, "")));
    for (const { status } of responses) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([...statuses.keys()].sort()).toEqual([400, 429]);
  expect(statuses.get(400)).toBeLessThanOrEqual(600);
  const { headers, json } = await send(bySubject, "");
  expect([json.code, Number(headers.get("retry-after")) > 0]).toEqual(["rate_limited", true]);
});
