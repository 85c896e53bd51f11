import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createKeyServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConnectionReport } from "../lib/diagnostics/schema.ts";
import { apiPaths } from "../lib/paths.ts";
import { ApiClient } from "./support/api-client.ts";
import { createAuthority } from "./support/certificates.ts";
import { startConnectProxy } from "./support/connect-proxy.ts";
import { type FaultServer, faultIds, faults, healthyBody, startFaultServer } from "./support/faults/fault-server.ts";
import { findFreePort } from "./support/free-port.ts";
import { close, listen, portOf } from "./support/loopback.ts";
import { companySettings } from "./support/oidc-product.ts";
import { startServer } from "./support/server.ts";

/** Upstream requests through HTTPS_PROXY, to hosts with certificates of a private authority. */

const providerHost = "api.provider.example";
const keysHost = "keys.provider.example";
const loginHost = "login.company.example";
const password = "proxy-password-4c1d9e7a";
const proxyAuthorization = `Basic ${Buffer.from(`desk:${password}`).toString("base64")}`;

let folder: string;
let provider: FaultServer;
let proxy: Awaited<ReturnType<typeof startConnectProxy>>;
let base: Record<string, string>;
let keyRequests = 0;
const login: string[] = [];
/** Response of the issuer to a request for its metadata. */
let discovery: { status: number; headers?: Record<string, string>; body?: unknown } = { status: 503 };
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evidence-desk-proxy-"));
  const authority = await createAuthority();
  await writeFile(join(folder, "authority.pem"), authority.pem);
  const certificate = await authority.issue(providerHost, { expired: false });
  provider = await startFaultServer({
    pace: 0.1,
    elsewhere: "http://127.0.0.1:9",
    makeToken: (count) => `proxied-token-${count}`,
    createServer: (listener) => createTlsServer(certificate, listener),
  });
  const keys = createKeyServer(await authority.issue(keysHost, { expired: false }), (_request, response) => {
    keyRequests += 1;
    response.writeHead(200, { "Content-Type": "application/json" }).end('{"keys":[]}');
  });
  const issuer = createKeyServer(await authority.issue(loginHost, { expired: false }), (request, response) => {
    login.push(request.url ?? "");
    response.writeHead(discovery.status, discovery.headers).end(JSON.stringify(discovery.body));
  });
  const listening = (server: typeof keys) => {
    closers.push(() => close(server));
    return listen(server);
  };
  proxy = await startConnectProxy({
    [providerHost]: portOf(provider.server),
    [keysHost]: await listening(keys),
    [loginHost]: await listening(issuer),
  });
  base = {
    HTTPS_PROXY: `http://desk:${password}@127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"),
    SKRIBBLE_API_URL: `https://${providerHost}/v3`,
    SKRIBBLE_API_USERNAME: "api_demo_proxy",
    SKRIBBLE_API_KEY: "proxy-key-0123456789",
    SKRIBBLE_TIMEOUT_MS: "1500",
    SKRIBBLE_DEADLINE_MS: "5000",
    LOG_LEVEL: "debug",
  };
});

afterAll(async () => {
  for (const close of closers) close();
  await provider?.end();
  await proxy?.end();
  await rm(folder, { recursive: true, force: true });
});

async function withDesk<T>(settings: Record<string, string>, work: (client: ApiClient) => Promise<T>): Promise<T> {
  const server = await startServer({ ...base, AUTH_DEMO: "1", ...settings });
  const client = new ApiClient(server.url);
  try {
    await client.signIn("everything");
    const result = await work(client);
    for (const form of [password, proxyAuthorization]) expect(server.output()).not.toContain(form);
    return result;
  } finally {
    client.end();
    await server.end();
  }
}

const codeOf = (body: Buffer) => (JSON.parse(body.toString()) as { code?: string }).code;
const recordOf = (srId: string) => apiPaths.artefact(srId, `e-${srId}`, "record");
const targets = () => [...new Set(proxy.tunnels.map(({ target }) => target))];

async function check(client: ApiClient) {
  const headers = { "content-type": "application/json" };
  const { body } = await client.send(apiPaths.connectionCheck(), { method: "POST", headers, text: "{}" });
  const { steps } = JSON.parse(body.toString()) as ConnectionReport;
  return { steps: Object.fromEntries(steps.map((step) => [step.name, step])), text: body.toString() };
}

describe("through HTTPS_PROXY", () => {
  it("reaches provider and trusted keys, and sends proxy credentials to the proxy only", async () => {
    await withDesk({ TRUST_JWKS_URL: `https://${keysHost}/keys` }, async (client) => {
      const { body } = await client.send(recordOf("proxied"));
      expect(body).toEqual(healthyBody("record", "proxied"));
      const verdict = await client.send(apiPaths.verdict("proxied", "e-proxied"));
      expect(verdict.status).toBe(200);
      const report = await check(client);
      expect(report.steps.reach).toMatchObject({ outcome: "pass" });
      for (const text of [verdict.body.toString(), report.text]) expect(text).not.toContain(password);
    });
    expect(keyRequests).toBeGreaterThan(0);
    expect(targets().sort()).toEqual([`${providerHost}:443`, `${keysHost}:443`]);
    for (const { authorization } of proxy.tunnels) expect(authorization).toBe(proxyAuthorization);
  });

  it("detects a body longer than its Content-Length", async () => {
    const longer = faults.findIndex(({ name }) => name === "longer than announced");
    expect(longer).toBeGreaterThan(0);
    await withDesk({}, async (client) => {
      const { srId } = faultIds(longer, "record", "proxy");
      expect(codeOf((await client.send(recordOf(srId))).body)).toBe("provider_invalid");
    });
  });

  it("reaches single sign-on, and accepts no endpoint without TLS from its metadata", async () => {
    const port = await findFreePort();
    const issuer = `https://${loginHost}`;
    discovery = { status: 503 };
    const server = await startServer({ ...base, ...companySettings(issuer, port), SKRIBBLE_API_USERNAME: "api_prod" });
    const client = new ApiClient(server.url);
    const { csrfToken } = JSON.parse((await client.send("/api/auth/csrf")).body.toString()) as { csrfToken: string };
    const signIn = () => client.send("/api/auth/signin/oidc", { form: { csrfToken, json: "true" } });
    await signIn();
    expect(login[0]).toBe("/.well-known/openid-configuration");
    expect(targets()).toContain(`${loginHost}:443`);

    const endpoints = {
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      userinfo_endpoint: `${issuer}/me`,
      end_session_endpoint: `${issuer}/logout`,
    };
    const open = [
      "http://login.company.example/x",
      "http://localhost:9/x",
      "http://127.0.0.1:9/x",
      "ftp://login.company.example/x",
    ];
    for (const name of Object.keys(endpoints))
      for (const address of open) {
        discovery = { status: 200, body: { issuer, ...endpoints, [name]: address } };
        const { status, body } = await signIn();
        expect([status, codeOf(body)], `${name} ${address}`).toEqual([502, "provider_unavailable"]);
        await expect.poll(server.output).toContain(`"fields":["${name}"]`);
      }
    const elsewhere = login.length;
    for (const status of [301, 302, 303, 307, 308]) {
      discovery = { status, headers: { location: `${issuer}/elsewhere` }, body: {} };
      expect((await signIn()).status).toBe(502);
    }
    expect(login.slice(elsewhere).filter((path) => path === "/elsewhere")).toEqual([]);
    discovery = { status: 200, body: { issuer, ...endpoints } };
    const accepted = await signIn();
    expect(JSON.parse(accepted.body.toString()).url).toContain(endpoints.authorization_endpoint);
    client.end();
    await server.end();
  });

  it("attributes a rejecting or unreachable proxy to the proxy", async () => {
    const refused = await withDesk({ SKRIBBLE_API_URL: "https://unknown.example/v3" }, async (client) => ({
      code: codeOf((await client.send(apiPaths.signatureRequest("x"))).body),
      ...(await check(client)),
    }));
    expect(refused.code).toBe("provider_unavailable");
    expect(refused.steps.reach).toMatchObject({ reason: "proxy", settings: ["HTTPS_PROXY", "NO_PROXY"] });
    const port = await findFreePort();
    const gone = await withDesk({ HTTPS_PROXY: `http://127.0.0.1:${port}` }, check);
    expect(gone.steps.reach?.settings).toContain("HTTPS_PROXY");
  });
});

describe("NO_PROXY", () => {
  it("bypasses the proxy", async () => {
    const before = proxy.tunnels.length;
    const { steps } = await withDesk({ NO_PROXY: `localhost, ${providerHost}` }, check);
    // Only the proxy resolves this name.
    expect(steps.reach).toMatchObject({ outcome: "fail", reason: "dns" });
    expect(proxy.tunnels.length).toBe(before);
  });
});
