import { globSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiPaths } from "../lib/paths.ts";
import { encodingsOf } from "../lib/provider/credential-patterns.ts";
import { ApiClient, type Seen } from "./support/api-client.ts";
import { type Endpoint, type Expected, endpoints } from "./support/faults/fault.ts";
import { type FaultServer, faultIds, faults, healthyBody, startFaultServer } from "./support/faults/fault-server.ts";
import { close, listen } from "./support/loopback.ts";
import { readProcessHealth, tolerableGrowth } from "./support/process-health.ts";
import { type RunningServer, startServer } from "./support/server.ts";

/**
 * Every provider fault on every endpoint, against the production server. Deadlines are short; `npm run test:full` uses
 * the real ones.
 */

const isFull = process.env.FULL === "1";
const deadlines = isFull
  ? { SKRIBBLE_TIMEOUT_MS: "15000", SKRIBBLE_DEADLINE_MS: "30000", SKRIBBLE_FILES_DEADLINE_MS: "40000" }
  : { SKRIBBLE_TIMEOUT_MS: "700", SKRIBBLE_DEADLINE_MS: "1500", SKRIBBLE_FILES_DEADLINE_MS: "2000" };
const longestMs = Number(deadlines.SKRIBBLE_FILES_DEADLINE_MS) + Number(deadlines.SKRIBBLE_DEADLINE_MS) + 3_000;
const atOnce = isFull ? 32 : 8;

const canaries = {
  apiKey: "canary-api-key-5f2b7c9e1d3a4860/+ &",
  session: "canary-session-secret-91c4e7a2b8d6f035-0aZ",
  token: "canary-login-token-c7d1a9e45b20f863",
};
/** Token in the provider's format, with the canary value in plain text. */
const makeToken = (login: number) => `${canaries.token}.${login}.${"t".repeat(40)}`;

let provider: FaultServer;
let server: RunningServer;
let client: ApiClient;
const elsewhere = createServer((_, response) => response.end("stolen"));
let strayCalls = 0;
const seen: Seen[] = [];

beforeAll(async () => {
  elsewhere.on("connection", () => {
    strayCalls += 1;
  });
  const port = await listen(elsewhere);
  provider = await startFaultServer({ pace: isFull ? 1 : 0.05, elsewhere: `http://127.0.0.1:${port}`, makeToken });
  server = await startServer({
    AUTH_DEMO: "1",
    SKRIBBLE_API_URL: provider.apiUrl,
    SKRIBBLE_API_USERNAME: "api_demo_faults",
    SKRIBBLE_API_KEY: canaries.apiKey,
    AUTH_SECRET: canaries.session,
    LOG_LEVEL: "debug",
    MAX_STATUS_BYTES: "65536",
    MAX_TOKEN_BYTES: "524288",
    MAX_RECORD_BYTES: String(16 * 1024 * 1024),
    MAX_FILES_BYTES: String(16 * 1024 * 1024),
    ...deadlines,
  });
  client = new ApiClient(server.url);
  await client.signIn("reviewer");
});

afterAll(async () => {
  client?.end();
  await server?.end();
  await provider?.end();
  await close(elsewhere);
});

function addressOf(endpoint: Endpoint, { srId, evidenceId }: { srId: string; evidenceId: string }): string {
  return endpoint === "request" ? apiPaths.signatureRequest(srId) : apiPaths.artefact(srId, evidenceId, endpoint);
}

function outcomeOf({ status, body, isWhole }: Seen): string {
  if (status === 200) return isWhole ? "whole" : "broken_off";
  try {
    const { code, status: reported } = JSON.parse(body.toString()) as { code: string; status: number };
    return reported === status && isWhole ? code : `${code} reported as ${reported} in a ${status}`;
  } catch {
    return `${status} without a problem`;
  }
}

function callsFor(endpoint: Endpoint, srId: string): number {
  const suffix = { request: "", status: "/status", record: "/json", files: "/files", token: "/jwt" }[endpoint];
  const path = `/v3/signature-requests/${srId}${endpoint === "request" ? "" : `/identification/e-${srId}${suffix}`}`;
  return provider.calls.get(path) ?? 0;
}

type Row = {
  fault: string;
  endpoint: Endpoint;
  expected: Expected;
  got: string;
  calls: number;
  most: number;
  tookMs: number;
};

async function tryFault(index: number, endpoint: Endpoint): Promise<Row> {
  const fault = faults[index];
  if (!fault) throw new Error(`Unknown fault ${index}.`);
  const ids = faultIds(index, endpoint, "t");
  const response = await client.send(addressOf(endpoint, ids));
  seen.push(response);
  const expected = typeof fault.expect === "function" ? fault.expect(endpoint) : fault.expect;
  const calls = callsFor(endpoint, ids.srId);
  const got = outcomeOf(response);
  return { fault: fault.name, endpoint, expected, got, calls, most: fault.most ?? 6, tookMs: response.tookMs };
}

async function runTable(): Promise<Row[]> {
  const work = faults.flatMap((_, index) => endpoints.map((endpoint) => ({ index, endpoint })));
  const rows: Row[] = [];
  const worker = async () => {
    for (let next = work.shift(); next; next = work.shift()) rows.push(await tryFault(next.index, next.endpoint));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return rows;
}

describe("fault × endpoint", () => {
  it("reports every fault with its problem code before the deadline, and leaks no memory or descriptors", {
    timeout: 1_200_000,
  }, async () => {
    // Warms up the process, so that growth is measured from a stable size.
    for (let round = 0; round < 60; round += 1) {
      const srId = `warm-${round}`;
      const ids = { srId, evidenceId: `e-${srId}` };
      const well = await Promise.all(endpoints.map((endpoint) => client.send(addressOf(endpoint, ids))));
      expect(well.map(outcomeOf)).toEqual(endpoints.map(() => "whole"));
    }
    const large = faults.findIndex(({ name }) => name === "600 MB without an announcement");
    await client.send(addressOf("files", faultIds(large, "files", "warm")));
    client.end();
    const before = await readProcessHealth(server.process.pid ?? 0);
    const rows = await runTable();
    const wrong = rows.filter(
      ({ expected, got, calls, most, tookMs }) => expected !== got || calls > most || tookMs > longestMs,
    );
    const passed = rows.length - wrong.length;
    console.log(`Faults: ${faults.length} × ${endpoints.length} endpoints, ${passed} of ${rows.length} as expected`);
    expect(wrong).toEqual([]);
    expect(faults.length).toBeGreaterThanOrEqual(60);
    expect(strayCalls).toBe(0);

    expect(server.process.exitCode).toBeNull();
    const srId = "well-after-all";
    const evidenceId = `e-${srId}`;
    const well = await client.send(addressOf("record", { srId, evidenceId }));
    expect(well.body).toEqual(healthyBody("record", srId));

    // Closes idle client connections, which are not a leak of the server.
    client.end();
    const after = await readProcessHealth(server.process.pid ?? 0, before);
    console.log(`Before and after the fault table: ${JSON.stringify({ before, after })}`);
    if (before && after) {
      expect(after.descriptors - before.descriptors).toBeLessThanOrEqual(tolerableGrowth.descriptors);
      expect(after.residentMb - before.residentMb).toBeLessThanOrEqual(tolerableGrowth.residentMb);
    }
  });
});

describe("login", () => {
  it("logs in once for a hundred concurrent requests that are rejected with 401", async () => {
    const srId = "storm";
    const record = () => client.send(addressOf("record", { srId, evidenceId: `e-${srId}` }));
    await record();
    const before = provider.logins();
    provider.expireTokens();
    const responses = await Promise.all(Array.from({ length: 100 }, record));
    seen.push(...responses);
    expect(responses.map(outcomeOf)).toEqual(Array.from({ length: 100 }, () => "whole"));
    expect(provider.logins() - before).toBe(1);
  });

  it("stops logging in for a cooldown after rejected credentials, and reports it", async () => {
    const srId = "refused";
    const before = provider.logins();
    provider.expireTokens();
    provider.setLoginStatus(401);
    const address = addressOf("request", { srId, evidenceId: "" });
    const responses = [];
    for (let call = 0; call < 5; call += 1) responses.push(await client.send(address));
    seen.push(...responses);
    expect(responses.map(outcomeOf)).toEqual(Array.from({ length: 5 }, () => "provider_login_failed"));
    expect(provider.logins() - before).toBe(1);
  });
});

const pages = [
  "/",
  "/sign-in",
  "/sign-in?error=CredentialsSignin",
  "/signature-requests",
  "/signature-requests/refused",
  "/signature-requests/refused/evidence/e-refused",
  "/signature-requests/refused/evidence/e-refused/token",
  "/diagnostics",
  "/audit",
  "/no/such/page",
  "/signature-requests/%00",
  "/%zz",
  "/_next/static/none.js",
  "/api/none",
  "/api/auth/session",
  "/api/auth/providers",
  "/api/auth/error?error=Configuration",
  "/api/auth/callback/none",
  "/api/health/ready",
  "/api/metrics",
];

const bundle = () =>
  globSync(".next/static/**/*.{js,css,json,map,html,txt}").map((path) => readFileSync(path, "latin1"));

const kept = (dataDir: string) =>
  readdirSync(dataDir, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(dataDir, entry.name), "latin1"));

describe("over the whole run", () => {
  it("exposes no credential in any encoding", async () => {
    const admin = new ApiClient(server.url);
    await admin.signIn("everything");
    for (const person of [client, admin, new ApiClient(server.url)])
      for (const page of pages) seen.push(await person.send(page));
    const headers = { "content-type": "application/json" };
    seen.push(await admin.send(apiPaths.connectionCheck(), { method: "POST", headers, text: "{}" }));
    admin.end();
    const responses = seen.map(({ headers, body }) => `${JSON.stringify(headers)}\n${body.toString("latin1")}`);
    const locations = { responses, output: [server.output()], bundle: bundle(), kept: kept(server.dataDir) };
    const forms = Object.values(canaries).flatMap(encodingsOf);
    for (const [location, texts] of Object.entries(locations)) {
      expect(texts.length).toBeGreaterThan(0);
      const found = forms.filter((form) => texts.some((text) => text.includes(form)));
      expect({ location, found }).toEqual({ location, found: [] });
    }
    expect(seen.length).toBeGreaterThan(400);
  });
});
