import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntryView } from "../lib/audit/schema.ts";
import { readJsonShape } from "../lib/diagnostics/json-shape.ts";
import type { PathCheck } from "../lib/diagnostics/schema.ts";
import { apiPaths } from "../lib/paths.ts";
import { findCase } from "../sandbox/cases.ts";
import { ApiClient } from "./support/api-client.ts";
import { providerSettings } from "./support/desk.ts";
import {
  evidenceId,
  type PathProvider,
  sendJson,
  sendUnknown,
  startPathProvider,
  statusBody,
} from "./support/path-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";

type Requested = { srId?: unknown; evidenceId?: unknown };
const json = { "content-type": "application/json" };
const post = (client: ApiClient, path: string, body: Requested, headers: Record<string, string> = {}) =>
  client.send(path, { method: "POST", headers: { ...json, ...headers }, text: JSON.stringify(body) });

async function signedIn(server: RunningServer, account: "reviewer" | "auditor" | "admin" | "everything") {
  const client = new ApiClient(server.url);
  await client.signIn(account);
  return client;
}

async function readLog(client: ApiClient, query: string): Promise<AuditEntryView[]> {
  const { body } = await client.send(`${apiPaths.audit()}?${query}`);
  return (JSON.parse(body.toString()) as { items: AuditEntryView[] }).items.toReversed();
}

describe("with a provider on other paths", () => {
  let provider: PathProvider;
  let server: RunningServer;
  let admin: ApiClient;
  const sent = { endlessBytes: 0, redirected: 0, isClosed: false };
  let logWhileAsked: AuditEntryView[] = [];
  let release = () => {};
  const isHanging = new Promise<void>((resolve) => {
    release = resolve;
  });

  beforeAll(async () => {
    const block = `${"x".repeat(32 * 1024)}`;
    provider = await startPathProvider({
      late: ({ path, response }) =>
        path === `/evidence/${evidenceId}/status` ? sendJson(response, 200, statusBody) : sendUnknown(response),
      nowhere: ({ response }) => sendUnknown(response),
      recorded: async ({ count, response }) => {
        if (count === 1) logWhileAsked = await readLog(admin, "event=path_check&request=recorded");
        sendJson(response, 200, statusBody);
      },
      person: ({ count, response }) =>
        count < 4
          ? sendJson(
              response,
              200,
              JSON.stringify({ status: "PASSED-9f2c", createdAt: "x", person: { firstName: "Zoë-9f2c", X1234567: 1 } }),
            )
          : sendJson(response, 200, statusBody),
      endless: ({ count, response }) => {
        if (count > 1) return sendJson(response, 200, statusBody);
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"a":[');
        const more = () => {
          while (!response.destroyed) {
            sent.endlessBytes += block.length;
            if (!response.write(`"${block}",`)) return void response.once("drain", more);
          }
        };
        more();
      },
      redirect: ({ path, count, response }) => {
        if (path === "/elsewhere") sent.redirected += 1;
        if (count > 1) return sendJson(response, 200, statusBody);
        response.writeHead(302, { location: "/v3/signature-requests/redirect/elsewhere" }).end();
      },
      limited: ({ response }) => {
        response.writeHead(429, { "content-type": "application/json", "retry-after": "120" }).end("{}");
      },
      echo: ({ request, response }) =>
        sendJson(response, 200, JSON.stringify({ status: request.headers.authorization, accountId: 1 })),
      hanging: ({ response }) => {
        response.on("close", () => {
          sent.isClosed = true;
        });
        release();
      },
      refused: ({ count, response }) =>
        count === 1 ? response.writeHead(401).end() : sendJson(response, 200, statusBody),
    });
    server = await startServer(providerSettings(provider.apiUrl));
    admin = await signedIn(server, "admin");
  });
  afterAll(async () => {
    admin?.end();
    await server?.end();
    await provider?.end();
  });

  async function find(srId: string): Promise<PathCheck> {
    const { status, body } = await post(admin, apiPaths.pathCheck(), { srId, evidenceId });
    expect([status, body.toString()]).toEqual([200, expect.stringContaining("tried")]);
    return JSON.parse(body.toString()) as PathCheck;
  }
  const shapes = ({ tried }: PathCheck) => tried.map(({ shape }) => shape);

  it.each(["reviewer", "auditor"] as const)("rejects the role %s without an upstream request", async (account) => {
    const client = await signedIn(server, account);
    const before = provider.total();
    for (const path of [apiPaths.pathCheck(), apiPaths.firstContact()]) {
      const { status, body } = await post(client, path, { srId: "late", evidenceId });
      expect([status, JSON.parse(body.toString()).code]).toEqual([403, "forbidden"]);
    }
    expect(provider.total()).toBe(before);
    client.end();
  });

  it.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://elsewhere.example" },
  ])("rejects cross-site requests: %j", async (headers) => {
    const before = provider.total();
    for (const path of [apiPaths.pathCheck(), apiPaths.firstContact()])
      expect((await post(admin, path, { srId: "late", evidenceId }, headers)).status).toBe(403);
    expect(provider.total()).toBe(before);
  });

  it.each([
    {},
    { srId: "late" },
    { evidenceId },
    { srId: "..", evidenceId },
    { srId: "a/b", evidenceId },
    { srId: "late", evidenceId: "x".repeat(129) },
    { srId: 7, evidenceId },
    { srId: "late", evidenceId: [evidenceId] },
  ])("responds invalid_request to %j", async (requested) => {
    const before = provider.total();
    for (const path of [apiPaths.pathCheck(), apiPaths.firstContact()]) {
      const { status, body } = await post(admin, path, requested);
      expect([status, JSON.parse(body.toString()).code]).toEqual([400, "invalid_request"]);
    }
    expect(provider.total()).toBe(before);
  });

  it("responds 405 to other methods, and 404 to evidence of another request", async () => {
    for (const path of [apiPaths.pathCheck(), apiPaths.firstContact()]) {
      for (const method of ["GET", "PUT", "DELETE"]) expect((await admin.send(path, { method })).status).toBe(405);
      const { status, body } = await post(admin, path, { srId: "nowhere", evidenceId: "ev-2" });
      expect([status, JSON.parse(body.toString()).code]).toEqual([404, "not_found"]);
    }
    expect(provider.paths("nowhere")).toEqual([]);
  });

  it("stops at the first status and returns the settings to copy", async () => {
    const check = await find("late");
    expect(shapes(check)).toEqual(["unknown-path", "unknown-path", "status-shaped"]);
    expect(check.found).toBe("/signature-requests/{SR_ID}/evidence/{EVIDENCE_ID}/status");
    expect(check.settings[3]).toEqual({
      name: "SKRIBBLE_EVIDENCE_JWT_PATH",
      value: "/signature-requests/{SR_ID}/evidence/{EVIDENCE_ID}/jwt",
    });
    expect(check.tried.at(-1)?.fields).toEqual(["status", "workflowId", "createdAt"]);
    expect(provider.paths("late")).toHaveLength(3);
  });

  it("logs the start before the first upstream request, and the end with counts only", async () => {
    await find("recorded");
    expect(logWhileAsked).toMatchObject([{ event: "path_check", srId: "recorded", evidenceId, outcome: null }]);
    const entries = await readLog(admin, "event=path_check&request=recorded");
    expect(entries).toMatchObject([
      { outcome: null, detail: null, person: { subject: "admin@demo.test" } },
      { outcome: "closed", detail: { tried: 1, found: 1 }, requestId: entries[0]?.requestId },
    ]);
  });

  it("reports a record without its content", async () => {
    const { status, body } = await post(admin, apiPaths.pathCheck(), { srId: "person", evidenceId });
    expect(status).toBe(200);
    const text = body.toString();
    expect(shapes(JSON.parse(text))).toEqual([...Array(3).fill("record-shaped"), "status-shaped"]);
    expect(text).not.toMatch(/9f2c|firstName|X1234567/);
    expect(server.output()).not.toMatch(/9f2c|X1234567/);
  });

  it("reads 64 KiB of an endless body and closes the connection", async () => {
    expect(shapes(await find("endless"))).toEqual(["record-shaped", "status-shaped"]);
    const sentBytes = sent.endlessBytes;
    // Includes bytes in the socket buffers of both sides.
    expect(sentBytes).toBeLessThan(8 * 1024 * 1024);
    await find("late");
    expect(sent.endlessBytes).toBe(sentBytes);
  });

  it("does not follow redirects, withholds responses with our credentials, and stops at Retry-After", async () => {
    expect(shapes(await find("redirect"))).toEqual(["redirect", "status-shaped"]);
    expect(sent.redirected).toBe(0);
    const echoed = await find("echo");
    expect(new Set(shapes(echoed))).toEqual(new Set(["repeats-credentials"]));
    expect(JSON.stringify(echoed)).not.toContain("path-token");
    expect(shapes(await find("limited"))).toEqual(["rate-limited"]);
    expect(shapes(await find("refused"))).toEqual(["status-shaped"]);
  });

  it("rejects a concurrent run; stops and logs when the client disconnects", async () => {
    const gone = new AbortController();
    const first = fetch(`${server.url}${apiPaths.pathCheck()}`, {
      method: "POST",
      headers: { ...json, cookie: admin.cookie },
      body: JSON.stringify({ srId: "hanging", evidenceId }),
      signal: gone.signal,
    });
    first.catch(() => {});
    await isHanging;
    for (const path of [apiPaths.pathCheck(), apiPaths.firstContact()]) {
      const second = await post(admin, path, { srId: "late", evidenceId });
      expect([second.status, JSON.parse(second.body.toString()).code]).toEqual([429, "rate_limited"]);
      expect(second.headers["retry-after"]).toBeDefined();
    }
    gone.abort();
    await expect
      .poll(async () => (await readLog(admin, "event=path_check&request=hanging")).at(-1))
      .toMatchObject({
        outcome: "broken_off_by_client",
        detail: { tried: 0, found: 0 },
      });
    expect(sent.isClosed).toBe(true);
    expect((await find("late")).found).not.toBeNull();
    expect(provider.paths("hanging")).toHaveLength(1);
  });

  it("reports paths that the provider does not have", async () => {
    const { status, body } = await post(admin, apiPaths.firstContact(), { srId: "nowhere", evidenceId });
    const { text } = JSON.parse(body.toString()) as { text: string };
    expect(status).toBe(200);
    expect(text.match(/no problem body: the path is probably unknown/g)).toHaveLength(8);
  });
});

describe("with the sandbox", () => {
  let server: RunningServer;
  const { srId, evidenceIds } = findCase("nfc-completed");
  const requested = { srId, evidenceId: evidenceIds[0] };

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server?.end();
  });

  it("finds the status path with the first request", async () => {
    const admin = await signedIn(server, "admin");
    const { body } = await post(admin, apiPaths.pathCheck(), requested);
    const { tried, found } = JSON.parse(body.toString()) as PathCheck;
    expect(found).toBe("/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/status");
    expect(tried).toMatchObject([{ path: found, status: 200, shape: "status-shaped" }]);
    admin.end();
  });

  it("reports shapes without values, and logs each artefact as not shown to a person", async () => {
    const person = await signedIn(server, "everything");
    const values = new Set<string>([srId, evidenceIds[0]]);
    const collect = (text: string) => readJsonShape(text, { onValue: (value) => values.add(value) });
    for (const artefact of ["status", "record", "token"] as const) {
      const { body } = await person.send(apiPaths.artefact(srId, evidenceIds[0], artefact));
      const text = artefact === "status" ? (JSON.parse(body.toString()) as { raw: string }).raw : body.toString();
      if (artefact !== "token") collect(text);
      else for (const part of text.split(".").slice(0, 2)) collect(Buffer.from(part, "base64url").toString());
    }
    const { status, body } = await post(person, apiPaths.firstContact(), requested);
    expect(status).toBe(200);
    const named = ["JWT", "RS256"];
    const report = body.toString();
    expect(
      [...values].filter((value) => value.length >= 3 && !named.includes(value) && report.includes(value)),
    ).toEqual([]);
    expect(values.size).toBeGreaterThan(50);
    expect(report).toContain("firstName: text 1–8");

    const entries = await readLog(person, `event=connection_check&evidence=${evidenceIds[0]}`);
    const [first, ...rest] = entries;
    expect(first).toMatchObject({ artefact: null, detail: { requested: "first_contact", shownToPerson: false } });
    expect(rest.map(({ artefact, outcome, detail }) => `${detail?.version} ${artefact} ${outcome}`)).toEqual(
      ["v3", "v2"].flatMap((version) =>
        ["status", "record", "files", "token"].flatMap((artefact) => [
          `${version} ${artefact} opened`,
          `${version} ${artefact} closed`,
        ]),
      ),
    );
    expect(rest.every(({ detail }) => detail?.shownToPerson === false)).toBe(true);
    const history = await person.send(apiPaths.history(srId, evidenceIds[0]));
    // Contains the four releases of this test, without the report's requests: they showed no evidence.
    expect(JSON.parse(history.body.toString()).items).toHaveLength(3);
    person.end();
  });
});
