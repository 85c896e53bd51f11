import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "../e2e/support/server.ts";
import { findCase } from "../sandbox/cases.ts";

function exchange(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(bytes));
    let response = "";
    socket.on("data", (chunk) => {
      response += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(response));
  });
}

async function signIn(url: string): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const jar = first.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const body = new URLSearchParams({ csrfToken, email: "reviewer@demo.test", password: "demo", json: "true" });
  const second = await fetch(`${url}/api/auth/callback/demo`, {
    method: "POST",
    body,
    headers: { cookie: jar.join("; ") },
  });
  return [...jar, ...second.headers.getSetCookie().map((cookie) => cookie.split(";")[0])].join("; ");
}

const sandboxUrl = (server: RunningServer) => /sandbox provider runs at (http:\S+?)"/.exec(server.output())?.[1] ?? "";
const responses = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe("the server around Next", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.end());

  it.each([
    ["GET /%c0%ae HTTP/1.1\r\nHost: localhost\r\n\r\n", 400],
    ["GET /signature-requests/../audit HTTP/1.1\r\nHost: localhost\r\n\r\n", 400],
    ["GET http://elsewhere.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400],
    ["TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405],
    ["PROPFIND / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405],
    ["GET / HTTP/1.1\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\nHost: localhost\r\nExpect: wonders\r\n\r\n", 417],
    ["GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\nHost: localhost, evil.example\r\n\r\n", 400],
    ["GET / HTTP/1.0\r\n\r\n", 403],
    ["GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403],
    ["GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n", 403],
    ["NOT HTTP AT ALL\r\n\r\n", 400],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${"a".repeat(20_000)}\r\n\r\n`, 431],
  ])("rejects %j itself with problem details", async (bytes, status) => {
    const response = await exchange(server.url, bytes);
    expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(response).toContain("Content-Type: application/problem+json");
    expect(response).toContain("Cache-Control: no-store");
    expect(response).toMatch(/X-Request-Id: [0-9a-f-]{36}/);
    expect(JSON.parse(response.slice(response.indexOf("\r\n\r\n"))).status).toBe(status);
  });

  it("gives every response its own request ID", async () => {
    const ids = await Promise.all(
      ["/sign-in", "/api/auth/csrf", "/no/such/page"].map(async (path) => {
        const response = await fetch(server.url + path, { headers: { "X-Request-Id": "chosen-by-the-client" } });
        return response.headers.get("x-request-id");
      }),
    );
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("sends exactly the listed fields of a signature request, and names the others", async () => {
    const headers = { cookie: await signIn(server.url) };
    const { srId } = findCase("three-signers");
    const read = async (path: string) =>
      (await fetch(`${server.url}/api/signature-requests${path}`, { headers })).json();
    const request = await read(`/${srId}`);
    const list = await read("");
    const known = new Set(
      `id title message quality legislation status_overall created_at updated_at expires_at owner documents document_id name
      signatures sid account_email status_code sequence signer_identity_data first_name last_name email_address mobile mobile_number
      language provider evidence_id identification_require_evidence unknownFields`.split(/\s+/),
    );
    const names = new Set<string>();
    JSON.stringify([request, list.items], (name, value) => {
      if (name !== "" && !/^\d+$/.test(name)) names.add(name);
      return value;
    });
    expect([...names].filter((name) => !known.has(name))).toEqual([]);
    expect(JSON.stringify([request, list])).not.toMatch(/my\.skribble\.com|token=/);
    expect(request).toMatchObject({ id: srId, expires_at: expect.stringMatching(/^\d{4}-/) });
    expect(request.documents[0]).toEqual({ document_id: expect.any(String), name: expect.any(String) });
    expect(request.unknownFields).toEqual(expect.arrayContaining(["business_id", "signatures.document_signatures"]));
  });

  it("keeps its data directory private", () => {
    expect(statSync(server.dataDir).mode & 0o777).toBe(0o700);
  });
});

describe("shutdown", () => {
  it("resets slow responses, records them, stops the sandbox and ends within 10 s", async () => {
    const server = await startServer();
    const sandbox = sandboxUrl(server);
    const cookie = await signIn(server.url);
    const { srId, evidenceIds } = findCase("large-archive");
    const path = `/api/signature-requests/${srId}/evidence/${evidenceIds[0]}/files`;
    const broken = new Promise<boolean>((resolve) => {
      const requested = request(server.url + path, { headers: { cookie } }, (response) => {
        expect(response.statusCode).toBe(200);
        response.pause();
        response.on("error", () => resolve(true));
        response.on("end", () => resolve(false));
        setTimeout(() => response.resume(), 9_000);
      });
      requested.on("error", () => resolve(true));
      requested.end();
    });
    await sleep(1_500);
    const startedAt = Date.now();
    const ended = server.end({ keepData: true });
    await sleep(300);
    expect(await responses(`${server.url}/sign-in`)).toBe(false);
    expect(await responses(sandbox)).toBe(true);
    await ended;
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    expect(await broken).toBe(true);
    expect(await responses(sandbox)).toBe(false);
    const database = new DatabaseSync(`${server.dataDir}/evidence-desk.sqlite`, { readOnly: true });
    const entry = database.prepare("select outcome from log_entries where event = 'release_outcome'").get();
    expect(String(entry?.outcome)).toMatch(/^broken_off/);
    database.close();
    await server.end();
  });

  it("ends at once without responses in progress", async () => {
    const server = await startServer();
    const startedAt = Date.now();
    await server.end();
    // Well below the eight seconds that responses in progress get.
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });

  it("stops the sandbox when the server is killed", async () => {
    const server = await startServer();
    const sandbox = sandboxUrl(server);
    expect(await responses(sandbox)).toBe(true);
    server.process.kill("SIGKILL");
    await sleep(1_000);
    expect(await responses(sandbox)).toBe(false);
    await server.end();
  });
});

describe("start", () => {
  it("fails on a bad setting with its name and an example, before anything runs", async () => {
    const error = await startServer({ SKRIBBLE_API_URL: "http://api.example.com/very-secret" }).catch(String);
    expect(error).toContain("SKRIBBLE_API_URL: must be https");
    expect(error).toContain("Example: SKRIBBLE_API_URL=");
    expect(error).not.toContain("very-secret");
  });

  it("fails on a port in use", async () => {
    const server = await startServer();
    const error = await startServer({ PORT: new URL(server.url).port }).catch(String);
    expect(error).toContain("is in use by another program");
    await server.end();
  });

  /** Runs the start with another version of Node in its place, until it ends or has printed `until`. */
  async function startOn(version: string, until: string): Promise<{ code: number | null; said: string }> {
    const child = spawn(
      process.execPath,
      [
        "--import",
        `data:text/javascript,Object.defineProperty(process.versions, "node", { value: "${version}" })`,
        "scripts/serve.mjs",
      ],
      { env: { ...process.env, EVIDENCE_DESK_DOT_ENV: "0", SKRIBBLE_API_URL: "not a URL" } },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        said += chunk;
      });
    const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
    expect(said).toContain(until);
    return { code, said };
  }

  it.each(["20.20.2", "22.13.0", "22.23.2"])("fails on Node %s before it reads a setting", async (version) => {
    const { code, said } = await startOn(version, `Node ${version} is too old`);
    expect(code).toBe(1);
    expect(said).not.toContain("SKRIBBLE_API_URL");
  });

  it("goes on with Node 22.23.3", async () => {
    await startOn("22.23.3", "SKRIBBLE_API_URL");
  });
});
