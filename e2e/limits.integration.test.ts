import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { entriesIn } from "./support/stored-entries.ts";

/** Limits, purposes and recorded refusals, at every route with personal data. */

const allowed = 30;
const parallel = 50;
const already = 10;

let provider: RequestProvider;
beforeAll(async () => {
  provider = await startRequestProvider(80);
});
afterAll(() => provider?.end());

const request = () => `/api/signature-requests/${provider.srId}`;
const evidence = (index: number) => `${request()}/evidence/${provider.evidenceId(index)}`;
const json = { "content-type": "application/json" };

async function send(client: ApiClient | undefined, path: string, body?: unknown) {
  if (!client) throw new Error("no client");
  const text = body === undefined ? {} : { text: JSON.stringify(body), headers: json };
  const response = await client.send(path, text);
  const parsed = JSON.parse(response.body.toString() || "{}") as { code?: string; detail?: string };
  return { status: response.status, code: parsed.code, detail: parsed.detail };
}

/** Reads the log of a server that has ended, or of PostgreSQL. */
type Entry = {
  event: string;
  sr_id: string | null;
  evidence_id: string | null;
  artefact: string | null;
  detail: string | null;
};
type ReadLog = (where: string) => Promise<Entry[]>;
const columns = "event, subject, sr_id, evidence_id, artefact, ticket, purpose, detail";

const logOfPostgres =
  (postgres: RunningPostgres): ReadLog =>
  async (where) =>
    (await postgres.sql(`select ${columns} from ${entriesIn.postgres} where ${where} order by sequence`)).rows;

const logOfSqlite =
  (dataDir: string): ReadLog =>
  async (where) => {
    const database = new DatabaseSync(join(dataDir, "evidence-desk.sqlite"), { readOnly: true });
    const rows = database.prepare(`select ${columns} from ${entriesIn.sqlite} where ${where} order by sequence`).all();
    database.close();
    return rows as Entry[];
  };

const parse = (entries: readonly Entry[]) =>
  entries.map(({ detail }) => JSON.parse(detail ?? "{}") as Record<string, unknown>);

/** @param kind two processes on PostgreSQL, or one with the embedded database */
async function startBoth(kind: "SQLite" | "PostgreSQL", settings: Record<string, string>) {
  const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
  const postgres = kind === "PostgreSQL" ? await startPostgres() : null;
  const all = {
    ...providerSettings(provider.url),
    ...settings,
    DATA_DIR: dataDir,
    AUTH_URL: "http://localhost:3000",
    ...(postgres ? { DATABASE_URL: postgres.url() } : {}),
  };
  const servers: RunningServer[] = [];
  for (let index = 0; index < (postgres ? 2 : 1); index++) servers.push(await startServer(all));
  const clients = servers.map(({ url }) => new ApiClient(url));
  for (const client of clients) await client.signIn("everything");
  const stop = async () => {
    for (const client of clients) client.end();
    for (const server of servers) await server.end();
  };
  return {
    postgres,
    client: (index: number) => clients[index % clients.length],
    readLog: postgres ? logOfPostgres(postgres) : logOfSqlite(dataDir),
    stop,
    async end() {
      await stop();
      await postgres?.end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

describe.each(["SQLite", "PostgreSQL"] as const)("parallel requests, %s", (kind) => {
  it("for different evidence pass exactly as often as the limit allows, and leave two entries of refusals", async () => {
    const desk = await startBoth(kind, { DISTINCT_EVIDENCE_PER_DAY: String(allowed) });
    try {
      for (let index = 0; index < already; index++) await send(desk.client(index), `${evidence(index)}/status`);
      const responses = await Promise.all(
        Array.from({ length: parallel }, (_, index) => send(desk.client(index), `${evidence(already + index)}/status`)),
      );
      const statuses = responses.map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(allowed - already);
      expect(new Set(statuses)).toEqual(new Set([200, 429]));
      await desk.stop();
      const refused = await desk.readLog("event = 'refused'");
      const refusals = parallel - (allowed - already);
      const details = parse(refused);
      expect(details[0]).toEqual({ limit: "distinct_evidence_per_day", allowed });
      expect(refused[0]).toMatchObject({ subject: "everything@demo.test", sr_id: provider.srId, artefact: "status" });
      expect(refused[0]?.evidence_id).toMatch(/^evidence-\d+$/);
      expect(details.slice(1).reduce((sum, { further }) => sum + Number(further), 0)).toBe(refusals - 1);
      expect(refused.length).toBeLessThanOrEqual(kind === "SQLite" ? 2 : 3);
    } finally {
      await desk.end();
    }
  });

  it("of one minute pass exactly as often as the limit allows", async () => {
    const desk = await startBoth(kind, { RATE_LIMIT_PER_MINUTE: String(allowed) });
    try {
      const responses = await Promise.all(
        Array.from({ length: parallel }, (_, index) =>
          send(desk.client(index), index % 2 ? request() : `${evidence(0)}/status`),
        ),
      );
      expect(responses.filter(({ status }) => status === 200)).toHaveLength(allowed);
      expect(responses.filter(({ code }) => code === "rate_limited")).toHaveLength(parallel - allowed);
    } finally {
      await desk.end();
    }
  });
});

describe("a limit of one request per minute", () => {
  let server: RunningServer;
  let client: ApiClient;
  const ids = () => ({ srId: provider.srId, evidenceId: provider.evidenceId(0) });
  beforeAll(async () => {
    server = await startServer({ ...providerSettings(provider.url), RATE_LIMIT_PER_MINUTE: "1" });
    client = new ApiClient(server.url);
    await client.signIn("everything");
  });
  afterAll(async () => {
    client?.end();
    await server?.end();
  });

  it("covers every response with personal data: lists, searches, requests, history, own accesses, diagnostics", async () => {
    expect(await send(client, request())).toMatchObject({ status: 200 });
    const gets = [
      "/api/signature-requests",
      "/api/signature-requests?search=x",
      request(),
      ...["status", "record", "files", "token", "token/verdict", "history"].map((path) => `${evidence(0)}/${path}`),
      "/api/recent",
      "/api/releases/x",
    ];
    for (const path of gets)
      expect(await send(client, path), path).toMatchObject({ status: 429, code: "rate_limited" });
    for (const path of [
      `${request()}/report`,
      `${evidence(0)}/compare`,
      `${evidence(0)}/print`,
      `${evidence(0)}/dossiers`,
      `${evidence(0)}/dossiers/parts`,
      ...["paths", "first-contact", "connection"].map((name) => `/api/diagnostics/${name}`),
    ])
      expect(await send(client, path, ids()), path).toMatchObject({ status: 429, code: "rate_limited" });
  });

  it("does not cover purposes and settings", async () => {
    for (const path of ["/api/diagnostics/status-words", "/api/diagnostics/trusted-keys"])
      expect(await send(client, path), path).toMatchObject({ status: 200 });
    for (const path of ["/api/purpose", `${request()}/purpose`])
      expect(await send(client, path, { ticket: "CASE-1" }), path).toMatchObject({ status: 200 });
  });
});

describe("a required purpose", () => {
  let postgres: RunningPostgres;
  let servers: RunningServer[] = [];
  let clients: ApiClient[] = [];
  let readLog: ReadLog;
  beforeAll(async () => {
    postgres = await startPostgres();
    readLog = logOfPostgres(postgres);
    const settings = {
      ...providerSettings(provider.url),
      DATABASE_URL: postgres.url(),
      REQUIRE_PURPOSE: "1",
      AUTH_URL: "http://localhost:3000",
      DATA_DIR: mkdtempSync(join(tmpdir(), "evidence-desk-")),
    };
    servers = [await startServer(settings), await startServer(settings)];
    clients = servers.map(({ url }) => new ApiClient(url));
    for (const client of clients) await client.signIn("reviewer");
  });
  afterAll(async () => {
    for (const client of clients) client.end();
    for (const server of servers) await server.end();
    await postgres?.end();
  });
  const lists = [
    "/api/signature-requests",
    "/api/signature-requests?search=Miller",
    "/api/signature-requests?status=OPEN",
  ];
  const ofRequest = () => [
    request(),
    ...["status", "record", "token", "token/verdict", "history"].map((path) => `${evidence(1)}/${path}`),
  ];

  it("is needed by lists, searches, signature requests and evidence, without an upstream request", async () => {
    const before = provider.count();
    for (const path of [...lists, ...ofRequest()])
      expect(await send(clients[0], path), path).toMatchObject({ status: 428, code: "purpose_required" });
    expect(await send(clients[0], `${request()}/report`, {})).toMatchObject({ status: 428 });
    expect(await send(clients[0], `${evidence(1)}/print`, {})).toMatchObject({ status: 428 });
    for (const path of ["dossiers", "dossiers/parts"])
      expect(await send(clients[0], `${evidence(1)}/${path}`, {}), path).toMatchObject({ status: 428 });
    expect(await send(clients[0], `${evidence(1)}/compare`, { files: [1, 2] })).toMatchObject({ status: 428 });
    expect(provider.count()).toBe(before);
    expect(await send(clients[0], "/api/recent")).toMatchObject({ status: 200 });
  });

  it.each([
    ["zero-width", "\u200b\u200c\u2060"],
    ["Hangul filler", "\u3164\u115f\uffa0"],
    ["Braille blank", "\u2800"],
    ["direction marks", "\u202e\u2066"],
    ["tags and variation selectors", "\u{e0041}\ufe0f"],
    ["combining mark", "\u0301"],
    ["spaces", " \u3000\u00a0\t"],
  ])("is not one of only invisible characters: %s", async (_, text) => {
    for (const path of ["/api/purpose", `${request()}/purpose`]) {
      expect(await send(clients[0], path, { ticket: text, purpose: text }), path).toMatchObject({ status: 400 });
      expect(await send(clients[0], path, { ticket: "", purpose: `${text}${text}` }), path).toMatchObject({
        status: 400,
      });
    }
    expect(await send(clients[0], "/api/signature-requests")).toMatchObject({ status: 428 });
  });

  it("of lists and searches opens these in the session's replica and the other, but no request and no evidence", async () => {
    expect(await send(clients[0], "/api/purpose", { ticket: "LIST-1\u200b", purpose: "weekly check" })).toMatchObject({
      status: 200,
    });
    for (const path of lists) expect(await send(clients[0], path), path).toMatchObject({ status: 200 });
    for (const path of ofRequest()) expect(await send(clients[0], path), path).toMatchObject({ status: 428 });
    // The other client is another session.
    expect(await send(clients[1], "/api/signature-requests")).toMatchObject({ status: 428 });
    const other = new ApiClient(servers[1]?.url ?? "");
    const cookie = clients[0]?.cookie ?? "";
    expect((await other.send("/api/signature-requests", { headers: { cookie } })).status).toBe(200);
    other.end();
    const entries = await readLog("ticket = 'LIST-1'");
    expect(entries.map(({ event }) => event)).toEqual([
      "purpose_confirmed",
      "list_read",
      "search",
      "list_read",
      "list_read",
    ]);
    expect(parse(entries)[0]).toEqual({ scope: "lists_and_searches", source: "typed" });
  });

  it("of one request opens it and its evidence, and no other request", async () => {
    expect(await send(clients[1], `${request()}/purpose`, { ticket: "CASE-2" })).toMatchObject({ status: 200 });
    expect(await send(clients[1], request())).toMatchObject({ status: 200 });
    expect(await send(clients[1], `${evidence(1)}/status`)).toMatchObject({ status: 200 });
    expect(await send(clients[1], "/api/signature-requests")).toMatchObject({ status: 428 });
    for (const id of ["other", "~", "."])
      expect(await send(clients[1], `/api/signature-requests/${id}x`)).toMatchObject({ status: 428 });
    expect(await send(clients[1], "/api/signature-requests/*")).toMatchObject({ status: 400 });
  });

  it("that is missing leaves an entry at once, the others of the minute one with their count, nothing lost at the end", async () => {
    const first = await readLog("event = 'refused' and subject = 'reviewer@demo.test'");
    expect(first[0]).toMatchObject({ event: "refused", artefact: null, detail: '{"reason":"purpose_required"}' });
    const count = async () =>
      parse(await readLog("event = 'refused'")).reduce((sum, { further }) => sum + Number(further ?? 1), 0);
    const fresh = new ApiClient(servers[0]?.url ?? "");
    await fresh.signIn("everything");
    const before = await readLog("event = 'refused'");
    for (let index = 0; index < 5; index++) await send(fresh, `${evidence(3)}/status`);
    const after = await readLog("event = 'refused'");
    expect(after.slice(before.length)).toMatchObject([
      {
        sr_id: provider.srId,
        evidence_id: provider.evidenceId(3),
        artefact: "status",
        subject: "everything@demo.test",
      },
    ]);
    fresh.end();
    const seen = await count();
    const ending = servers[0]?.process;
    if (!ending) throw new Error("no server");
    const ended = once(ending, "exit");
    ending.kill("SIGTERM");
    await ended;
    const last = await readLog("event = 'refused' and subject = 'everything@demo.test'");
    expect(parse(last)).toEqual([
      { reason: "purpose_required" },
      { reason: "purpose_required", further: 4, targets: 1 },
    ]);
    expect(last[1]).toMatchObject({ evidence_id: provider.evidenceId(3), artefact: "status" });
    expect(await count()).toBeGreaterThanOrEqual(seen + 4);
  });

  it("gives audit_unavailable if the refusal cannot be recorded", async () => {
    await postgres.sql(`create function no_log() returns trigger language plpgsql as
      $$ begin raise exception 'no' using errcode = '53100'; end $$`);
    await postgres.sql("create trigger no_log before insert on log_entries execute function no_log()");
    const fresh = new ApiClient(servers[1]?.url ?? "");
    // The refusals of this minute are counted already, so the next window is opened.
    await postgres.sql("delete from limit_counters where key like 'refused:%'");
    const cookie = clients[1]?.cookie ?? "";
    const path = "/api/signature-requests/another-one/evidence/e/status";
    const response = await fresh.send(path, { headers: { cookie } });
    expect([response.status, JSON.parse(response.body.toString()).code]).toEqual([503, "audit_unavailable"]);
    fresh.end();
    await postgres.sql("drop trigger no_log on log_entries");
  });
});
