import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFreePort } from "./support/free-port.ts";
import { openHttpBrowser, signInByHttp } from "./support/http-browser.ts";
import { companySettings } from "./support/oidc-product.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { type RunningServer, startServer } from "./support/server.ts";

const keys = {
  AUTH_SECRET: "first-secret-of-the-tests-0123456789abcdef",
  AUDIT_KEY: "audit-key-of-the-tests-0123456789abcdefghi",
};
const list = "/api/signature-requests";

function moved(browser: ReturnType<typeof openHttpBrowser>, origin: string) {
  const other = openHttpBrowser(origin);
  for (const [name, value] of browser.cookies) other.cookies.set(name, value);
  return other;
}

describe("two processes on one database", () => {
  let postgres: RunningPostgres;
  let servers: RunningServer[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    const settings = { ...keys, DATABASE_URL: postgres.url() };
    servers = [await startServer(settings), await startServer(settings)];
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.end()));
    await postgres?.end();
  });
  const [first, second] = [() => servers[0]?.url ?? "", () => servers[1]?.url ?? ""];

  it("share sessions and sign-out", async () => {
    const browser = openHttpBrowser(first());
    await signInByHttp(browser, "reviewer");
    const replica = moved(browser, second());
    expect((await replica.get(list)).status).toBe(200);
    const replayed = moved(browser, second());
    await browser.post("/api/auth/signout", { csrfToken: await browser.csrf(), json: "true" });
    expect((await replayed.get(list)).status).toBe(401);
  });

  it("share the count of failed sign-ins", async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      const browser = openHttpBrowser(attempt % 2 ? first() : second());
      statuses.push((await signInByHttp(browser, "auditor", "wrong")).status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });

  it("end all sessions of one person at session:revoke, and no others", async () => {
    const [one, two, other] = [first(), second(), second()].map(openHttpBrowser);
    if (!one || !two || !other) throw new Error("three browsers");
    await signInByHttp(one, "everything");
    await signInByHttp(two, "everything");
    await signInByHttp(other, "reviewer");
    const target = { DATABASE_URL: postgres.url(), DATA_DIR: servers[0]?.dataDir ?? "" };
    const env = { ...process.env, ...keys, ...target, AUTH_DEMO: "1" };
    const tool = ["--import", "./scripts/typescript.mjs", "scripts/session-revoke.ts", "everything@demo.test"];
    const { stdout } = await promisify(execFile)(process.execPath, tool, { env });
    expect(stdout.trim()).toBe("Ended 2 sessions of everything@demo.test.");
    const statuses = await Promise.all([one, two, other].map(async (browser) => (await browser.get(list)).status));
    expect(statuses).toEqual([401, 401, 200]);
  });
});

describe("secrets and cookies", () => {
  it("keeps sessions while the old AUTH_SECRET is listed, and ends them afterwards", async () => {
    const before = await startServer(keys);
    const port = new URL(before.url).port;
    const browser = openHttpBrowser(before.url);
    await signInByHttp(browser, "reviewer");
    const settings = { ...keys, DATA_DIR: before.dataDir, PORT: port };
    const statuses: number[] = [];
    let running = before;
    const restart = async (secret: string) => {
      running.process.kill("SIGTERM");
      await new Promise((resolve) => running.process.once("exit", resolve));
      running = await startServer({ ...settings, AUTH_SECRET: secret });
      statuses.push((await browser.get(list)).status);
    };
    const newer = "second-secret-of-the-tests-0123456789abcde";
    await restart(`${newer},${keys.AUTH_SECRET}`);
    await restart(newer);
    await running.end();
    await before.end();
    expect(statuses).toEqual([200, 401]);
  });

  it("sets __Host-, Secure, HttpOnly and Lax on every cookie, and HSTS on every response, on HTTPS", async () => {
    const port = await findFreePort();
    const settings = { ...companySettings("http://localhost:9", port), AUTH_URL: "https://desk.example.com" };
    const server = await startServer(settings);
    try {
      const responses = await Promise.all(
        ["/api/auth/csrf", "/sign-in", "/nothing", "/icon.svg", "/api/health/live", "/%ff"].map((path) =>
          fetch(`${server.url}${path}`),
        ),
      );
      const cookies = responses.flatMap((response) => response.headers.getSetCookie());
      expect(cookies.length).toBeGreaterThan(0);
      for (const cookie of cookies) {
        expect(cookie).toMatch(/^__Host-/);
        for (const attribute of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(attribute);
      }
      for (const response of responses)
        expect(response.headers.get("strict-transport-security"), response.url).toContain("max-age=63072000");
    } finally {
      await server.end();
    }
  });
});

describe("every response", () => {
  const wanted: Record<string, RegExp> = {
    "x-content-type-options": /^nosniff$/,
    "referrer-policy": /^no-referrer$/,
    "x-frame-options": /^DENY$/,
    "cross-origin-opener-policy": /^same-origin$/,
    "cross-origin-resource-policy": /^same-origin$/,
    "permissions-policy": /camera=\(\)/,
    "content-security-policy": /default-src 'none'.*frame-ancestors 'none'/,
    "x-request-id": /^[0-9a-f-]{36}$/,
  };

  it("has security headers and a request ID", async () => {
    const server = await startServer({ METRICS_TOKEN: "token-of-the-tests-0123456789" });
    try {
      const browser = openHttpBrowser(server.url);
      await signInByHttp(browser, "reviewer");
      const html = await (await browser.get("/")).text();
      const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(html)?.[1] ?? "";
      expect(script).not.toBe("");
      const addresses = `/ /sign-in /nothing /api/nothing /api/auth/csrf /api/health/live /api/health/ready /api/metrics
        /api/signature-requests /api/signature-requests/.. /%ff /icon.svg /_next/image?url=%2Fx /_next/static/nothing.js
        /signature-requests /signature-requests/a%20b /r/sr-1 ${script}`.split(/\s+/);
      let complete = 0;
      for (const address of addresses) {
        const response = await browser.get(address, { "x-request-id": "theirs" });
        for (const [name, pattern] of Object.entries(wanted))
          expect(response.headers.get(name) ?? "", `${address} ${name}`).toMatch(pattern);
        expect(response.headers.get("x-powered-by")).toBeNull();
        const isKept = address === script;
        expect(response.headers.get("cache-control"), address).toMatch(isKept ? /immutable/ : /no-store|max-age=0/);
        const policy = response.headers.get("content-security-policy") ?? "";
        expect(policy.replace("style-src-attr 'unsafe-inline'", "")).not.toMatch(/unsafe-inline|'unsafe-eval'/);
        complete += 1;
      }
      console.log(`responses with every header: ${complete} of ${addresses.length}`);
    } finally {
      await server.end();
    }
  });
});

describe("unreachable single sign-on", () => {
  it("stays listed, and the callback redirects to the sign-in page", async () => {
    const issuer = `http://127.0.0.1:${await findFreePort()}`;
    const server = await startServer(companySettings(issuer, await findFreePort()));
    try {
      const browser = openHttpBrowser(server.url);
      const listed = await (await browser.get("/api/auth/providers")).json();
      expect(listed).toMatchObject({ oidc: { id: "oidc", type: "oauth" } });
      const response = await browser.get("/api/auth/callback/oidc?code=a&state=b");
      expect([response.status, response.headers.get("location")]).toEqual([
        302,
        expect.stringMatching(/\/sign-in\?error=OAuthCallback$/),
      ]);
    } finally {
      await server.end();
    }
  });
});
