import { createHash } from "node:crypto";
import { exportSPKI, type JWTPayload } from "jose";
import { test as base, expect } from "playwright/test";
import { type ForgingProvider, startForgingProvider } from "./support/forging-provider.ts";
import { findFreePort } from "./support/free-port.ts";
import { type HttpBrowser, openHttpBrowser } from "./support/http-browser.ts";
import { oidcClient } from "./support/identity-provider.ts";
import { companySettings } from "./support/oidc-product.ts";
import { type RunningServer, startServer } from "./support/server.ts";

type Company = { server: RunningServer; provider: ForgingProvider };

const test = base.extend<object, { company: Company }>({
  company: [
    async ({ browserName: _ }, use) => {
      const provider = await startForgingProvider();
      const server = await startServer(companySettings(provider.issuer, await findFreePort()));
      await use({ server, provider });
      await server.end();
      await provider.end();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

/** Starts a sign-in as a browser does. `state` and `nonce` are from the authorization URL. */
async function begin(browser: HttpBrowser): Promise<{ state: string; nonce: string; challenge: string }> {
  const response = await browser.post("/api/auth/signin/oidc", { csrfToken: await browser.csrf(), json: "true" });
  const { searchParams } = new URL(((await response.json()) as { url: string }).url);
  const read = (name: string) => searchParams.get(name) ?? "";
  expect(read("code_challenge_method")).toBe("S256");
  return { state: read("state"), nonce: read("nonce"), challenge: read("code_challenge") };
}

async function isSignedIn(browser: HttpBrowser): Promise<boolean> {
  const session = (await (await browser.get("/api/auth/session")).json()) as { user?: unknown };
  const { status } = await browser.get("/api/signature-requests");
  expect([200, 401]).toContain(status);
  expect(status === 200).toBe(session.user !== undefined);
  return status === 200;
}

const now = () => Math.floor(Date.now() / 1000);

test("accepts only the ID token issued for this sign-in", async ({ company }) => {
  test.setTimeout(120_000);
  const { server, provider } = company;
  const good = (nonce: string): JWTPayload => ({
    iss: provider.issuer,
    aud: oidcClient.id,
    sub: "anna",
    name: "Anna",
    groups: ["reviewer"],
    nonce,
    iat: now(),
    exp: now() + 300,
  });
  const without = (claim: string, payload: JWTPayload) =>
    Object.fromEntries(Object.entries(payload).filter(([name]) => name !== claim));
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const { sign, foreignKeys } = provider;
  const spki = await exportSPKI(provider.keys.publicKey);
  const secret = new TextEncoder().encode(oidcClient.secret);
  type Forge = (nonce: string) => Promise<string> | string;
  const claims =
    (change: object): Forge =>
    (nonce) =>
      sign({ ...good(nonce), ...change });
  const forged: Record<string, Forge> = {
    "alg none": (nonce) => `${encode({ alg: "none", kid: "provider" })}.${encode(good(nonce))}.`,
    "alg None, with a signature": async (nonce) => {
      const [, payload, signature] = (await sign(good(nonce))).split(".");
      return `${encode({ alg: "None", kid: "provider" })}.${payload}.${signature}`;
    },
    "HS256 with the client secret": (nonce) => sign(good(nonce), { alg: "HS256" }, secret),
    "HS256 with the public key": (nonce) => sign(good(nonce), { alg: "HS256" }, new TextEncoder().encode(spki)),
    "signed by an unknown key under the provider's kid": (nonce) => sign(good(nonce), {}, foreignKeys.privateKey),
    "signed by an unknown key under another kid": (nonce) => sign(good(nonce), { kid: "x" }, foreignKeys.privateKey),
    "payload changed after signing": async (nonce) => {
      const [header, , signature] = (await sign(good(nonce))).split(".");
      return `${header}.${encode({ ...good(nonce), groups: ["admin"] })}.${signature}`;
    },
    "signature cut off": async (nonce) => (await sign(good(nonce))).slice(0, -20),
    "no signature": async (nonce) => (await sign(good(nonce))).split(".").slice(0, 2).join("."),
    "unknown crit": async (nonce) => {
      const [, payload, signature] = (await sign(good(nonce))).split(".");
      return `${encode({ alg: "RS256", kid: "provider", crit: ["x"], x: 1 })}.${payload}.${signature}`;
    },
    "other audience": claims({ aud: "another-client" }),
    "several audiences, no azp": claims({ aud: [oidcClient.id, "another-client"] }),
    "azp of another client": claims({ azp: "another-client" }),
    "other issuer": claims({ iss: "https://login.evil.example" }),
    "issuer with a slash": (nonce) => sign({ ...good(nonce), iss: `${provider.issuer}/` }),
    "other nonce": claims({ nonce: "another-nonce" }),
    "no nonce": (nonce) => sign(without("nonce", good(nonce))),
    expired: claims({ iat: now() - 600, exp: now() - 300 }),
    "made in the future": claims({ iat: now() + 600, exp: now() + 900 }),
    "made an hour ago": claims({ iat: now() - 3600, exp: now() + 300 }),
    "not yet valid": claims({ nbf: now() + 600 }),
    "no exp": (nonce) => sign(without("exp", good(nonce))),
    "no iat": (nonce) => sign(without("iat", good(nonce))),
    "no sub": (nonce) => sign(without("sub", good(nonce))),
    "sub that is not a string": (nonce) => sign({ ...good(nonce), sub: 7 as unknown as string }),
    "empty sub": claims({ sub: "" }),
    "wrong at_hash": claims({
      at_hash: createHash("sha256").update("other").digest().subarray(0, 16).toString("base64url"),
    }),
    "no known role": claims({ groups: ["staff"] }),
    "roles as one text with commas": claims({ groups: "reviewer,admin" }),
    "not a token": () => "not a token",
  };
  let refused = 0;
  for (const [name, forge] of Object.entries(forged)) {
    const browser = openHttpBrowser(server.url);
    const { state, nonce } = await begin(browser);
    provider.response = { access_token: "access", id_token: await forge(nonce) };
    const response = await browser.get(`/api/auth/callback/oidc?code=code&state=${state}`);
    expect(response.headers.get("location"), name).toContain("/api/auth/error");
    expect(await isSignedIn(browser), name).toBe(false);
    refused += 1;
  }
  const browser = openHttpBrowser(server.url);
  const { state, nonce } = await begin(browser);
  provider.response = { access_token: "access", id_token: await sign(good(nonce)) };
  await browser.get(`/api/auth/callback/oidc?code=code&state=${state}`);
  expect(await isSignedIn(browser)).toBe(true);
  console.log(`invalid ID tokens rejected: ${refused} of ${Object.keys(forged).length}; good ones taken: 1 of 1`);
  expect(refused).toBeGreaterThanOrEqual(20);
});

test("accepts only the callback for the sign-in of this browser", async ({ company }) => {
  const { server, provider } = company;
  const token = (nonce: string) =>
    provider.sign({
      iss: provider.issuer,
      aud: oidcClient.id,
      sub: "anna",
      groups: ["reviewer"],
      nonce,
      iat: now(),
      exp: now() + 300,
    });
  const drop = (browser: HttpBrowser, part: string) => {
    for (const name of browser.cookies.keys()) if (name.includes(part)) browser.cookies.delete(name);
  };
  const callback = (query: Record<string, string>) => `/api/auth/callback/oidc?${new URLSearchParams(query)}`;
  type Try = (browser: HttpBrowser, requested: { state: string }) => Promise<unknown>;
  const tries: Record<string, Try> = {
    "other state": (browser) => browser.get(callback({ code: "code", state: "another-state" })),
    "no state": (browser) => browser.get(callback({ code: "code" })),
    "no code": (browser, { state }) => browser.get(callback({ state })),
    "access denied by the provider": (browser, { state }) => browser.get(callback({ error: "access_denied", state })),
    "code beside an error": (browser, { state }) => browser.get(callback({ error: "x", code: "code", state })),
    "another issuer's response": (browser, { state }) =>
      browser.get(callback({ code: "code", state, iss: "https://login.evil.example" })),
    "without the state cookie": (browser, { state }) => {
      drop(browser, "state");
      return browser.get(callback({ code: "code", state }));
    },
    "without the PKCE cookie": (browser, { state }) => {
      drop(browser, "pkce");
      return browser.get(callback({ code: "code", state }));
    },
    "without the nonce cookie": (browser, { state }) => {
      drop(browser, "nonce");
      return browser.get(callback({ code: "code", state }));
    },
    "in another browser": async (browser, { state }) => {
      browser.cookies.clear();
      return browser.get(callback({ code: "code", state }));
    },
    "state and PKCE cookies exchanged": (browser, { state }) => {
      const names = [...browser.cookies.keys()];
      const [a = "", b = ""] = [
        names.find((name) => name.includes("state")),
        names.find((name) => name.includes("pkce")),
      ];
      const [first = "", second = ""] = [browser.cookies.get(a), browser.cookies.get(b)];
      browser.cookies.set(a, second).set(b, first);
      return browser.get(callback({ code: "code", state }));
    },
  };
  let refused = 0;
  for (const [name, attempt] of Object.entries(tries)) {
    const browser = openHttpBrowser(server.url);
    const requested = await begin(browser);
    provider.response = { access_token: "access", id_token: await token(requested.nonce) };
    await attempt(browser, requested);
    expect(await isSignedIn(browser), name).toBe(false);
    refused += 1;
  }
  const browser = openHttpBrowser(server.url);
  const started = await begin(browser);
  provider.response = { access_token: "access", id_token: await token(started.nonce) };
  const address = callback({ code: "code", state: started.state });
  await browser.get(address);
  expect(await isSignedIn(browser)).toBe(true);
  drop(browser, "session-token");
  await browser.get(address);
  expect(await isSignedIn(browser), "the same callback again").toBe(false);
  console.log(
    `invalid callbacks rejected: ${refused + 1} of ${Object.keys(tries).length + 1}; good ones taken: 1 of 1`,
  );
});
