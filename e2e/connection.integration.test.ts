import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConnectionReport } from "../lib/diagnostics/schema.ts";
import { apiPaths } from "../lib/paths.ts";
import { ApiClient } from "./support/api-client.ts";
import { createAuthority, type ServerCertificate } from "./support/certificates.ts";
import type { Endpoint } from "./support/faults/fault.ts";
import { type FaultServer, faultIds, faults, startFaultServer } from "./support/faults/fault-server.ts";
import { findFreePort } from "./support/free-port.ts";
import { portOf } from "./support/loopback.ts";
import { startServer } from "./support/server.ts";

const credentials = {
  AUTH_DEMO: "1",
  SKRIBBLE_API_USERNAME: "api_demo_connection",
  SKRIBBLE_API_KEY: "connection-key-01234",
};
const deadlines = { SKRIBBLE_TIMEOUT_MS: "1500", SKRIBBLE_DEADLINE_MS: "4000" };

let folder: string;
let authority: Awaited<ReturnType<typeof createAuthority>>;
const providers: FaultServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evidence-desk-tls-"));
  authority = await createAuthority();
  await writeFile(join(folder, "authority.pem"), authority.pem);
});

afterAll(async () => {
  for (const provider of providers) await provider.end();
  await rm(folder, { recursive: true, force: true });
});

async function startProvider(
  more: { certificate?: ServerCertificate; clockSkewMs?: number } = {},
): Promise<FaultServer> {
  const { certificate, clockSkewMs = 0 } = more;
  const provider = await startFaultServer({
    pace: 0.1,
    elsewhere: "http://127.0.0.1:9",
    clockSkewMs,
    makeToken: (login) => `connection-token-${login}`,
    ...(certificate ? { createServer: (listener) => createTlsServer(certificate, listener) } : {}),
  });
  providers.push(provider);
  return provider;
}

const httpsUrl = ({ server }: FaultServer) => `https://localhost:${portOf(server)}/v3`;

async function look(settings: Record<string, string>, requested: { srId?: string; evidenceId?: string } = {}) {
  const server = await startServer({ ...credentials, ...deadlines, ...settings });
  const client = new ApiClient(server.url);
  try {
    await client.signIn("everything");
    const address = apiPaths.signatureRequest("listed");
    const first = await client.send(address);
    for (let call = 0; call < 5; call += 1) await client.send(address);
    const later = await client.send(address);
    const check = await client.send(apiPaths.connectionCheck(), {
      method: "POST",
      headers: { "content-type": "application/json" },
      text: JSON.stringify(requested),
    });
    const { steps } = JSON.parse(check.body.toString()) as ConnectionReport;
    const code = (JSON.parse(first.body.toString()) as { code?: string }).code ?? "whole";
    return {
      code,
      first,
      later,
      steps: Object.fromEntries(steps.map((step) => [step.name, step])),
      report: check.body.toString(),
    };
  } finally {
    client.end();
    await server.end();
  }
}

describe("failures before a response", () => {
  it("reports a name that does not resolve", async () => {
    const seen = await look({ SKRIBBLE_API_URL: "https://no-such-host.invalid/v3" });
    expect(seen.code).toBe("provider_unavailable");
    expect(seen.steps.reach).toMatchObject({ outcome: "fail", reason: "dns" });
    expect(seen.steps.login).toMatchObject({ outcome: "skip", reason: "earlier" });
  });

  it("reports a refused connection, and fails fast after repeated failures", async () => {
    const seen = await look({ SKRIBBLE_API_URL: `http://127.0.0.1:${await findFreePort()}/v3` });
    expect(seen.code).toBe("provider_unavailable");
    expect(seen.later.headers["retry-after"]).toBeDefined();
    expect(seen.later.tookMs).toBeLessThan(1_000);
    expect(seen.steps.reach).toMatchObject({
      reason: "refused",
      settings: expect.arrayContaining(["SKRIBBLE_API_URL"]),
    });
  });

  it.each([
    ["an expired certificate", "localhost", true],
    ["a certificate of another host", "elsewhere.example", false],
  ])("reports %s", async (_, host, expired) => {
    const provider = await startProvider({ certificate: await authority.issue(host, { expired }) });
    const seen = await look({
      SKRIBBLE_API_URL: httpsUrl(provider),
      NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"),
    });
    expect(seen.code).toBe("provider_unavailable");
    expect(seen.steps.reach).toMatchObject({
      reason: "tls",
      settings: expect.arrayContaining(["NODE_EXTRA_CA_CERTS"]),
    });
    expect(provider.logins()).toBe(0);
  });

  it("reports a certificate of an unknown authority", async () => {
    const provider = await startProvider({ certificate: await authority.issue("localhost", { expired: false }) });
    const seen = await look({ SKRIBBLE_API_URL: httpsUrl(provider) });
    expect([seen.code, seen.steps.reach?.reason]).toEqual(["provider_unavailable", "tls"]);
  });

  it("accepts a valid certificate, and the check passes", async () => {
    const provider = await startProvider({ certificate: await authority.issue("localhost", { expired: false }) });
    const seen = await look({
      SKRIBBLE_API_URL: httpsUrl(provider),
      NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"),
    });
    expect(seen.code).toBe("whole");
    for (const name of ["reach", "clock", "login", "api", "request", "status", "record", "files", "token"])
      expect(seen.steps[name]).toMatchObject({ outcome: "pass", reason: "ok" });
    expect(seen.steps.key).toMatchObject({ reason: "demo" });
    expect(seen.report).not.toContain(credentials.SKRIBBLE_API_KEY);
  });
});

describe("the connection check distinguishes", () => {
  it("rejected credentials", async () => {
    const provider = await startProvider();
    provider.setLoginStatus(401);
    const seen = await look({ SKRIBBLE_API_URL: provider.apiUrl });
    expect(seen.code).toBe("provider_login_failed");
    expect(seen.report).not.toContain(credentials.SKRIBBLE_API_KEY);
    expect(seen.steps.login).toMatchObject({
      reason: "credentials",
      settings: expect.arrayContaining(["SKRIBBLE_API_KEY"]),
    });
  });

  it("a wrong API version, and a clock difference", async () => {
    const provider = await startProvider({ clockSkewMs: 300_000 });
    const seen = await look({ SKRIBBLE_API_URL: provider.apiUrl.replace("/v3", "/v9") });
    expect(seen.code).toBe("evidence_path_unknown");
    expect(seen.steps.reach).toMatchObject({ reason: "path", settings: ["SKRIBBLE_API_URL"] });
    const other = await look({ SKRIBBLE_API_URL: provider.apiUrl });
    expect(other.steps.clock).toMatchObject({ outcome: "warn", reason: "clock_off" });
  });

  it("a feature that is not enabled, an unknown ID, and an ID of another request", async () => {
    const provider = await startProvider();
    const playing = (name: string, endpoint: Endpoint) =>
      faultIds(
        faults.findIndex((fault) => fault.name === name),
        endpoint,
        "check",
      );
    const url = { SKRIBBLE_API_URL: provider.apiUrl };
    const off = await look(url, playing("403 feature-not-enabled", "status"));
    expect(off.steps.status).toMatchObject({ reason: "feature", settings: ["SKRIBBLE_API_USERNAME"] });
    expect(off.steps.request).toMatchObject({ outcome: "pass" });
    const unknown = await look(url, playing("404 entity-not-found", "request"));
    expect(unknown.steps.request).toMatchObject({
      reason: "unknown_id",
      settings: ["SKRIBBLE_API_URL", "SKRIBBLE_API_USERNAME"],
    });
    const foreign = await look(url, { srId: "listed", evidenceId: "e-of-another-request" });
    expect(foreign.steps.status).toMatchObject({ outcome: "skip", reason: "not_of_request" });
  });

  it("a wrong evidence path", async () => {
    const provider = await startProvider();
    const path = "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/archive";
    const seen = await look({ SKRIBBLE_API_URL: provider.apiUrl, SKRIBBLE_EVIDENCE_FILES_PATH: path });
    expect(seen.steps.files).toMatchObject({
      reason: "path",
      settings: expect.arrayContaining(["SKRIBBLE_EVIDENCE_FILES_PATH"]),
    });
    expect(seen.steps.record).toMatchObject({ outcome: "pass" });
  });
});
