import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { fillLog } from "./support/fill-log.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { entriesIn } from "./support/stored-entries.ts";

describe("two replicas", () => {
  let provider: RequestProvider;
  let postgres: RunningPostgres;
  let servers: RunningServer[] = [];
  let dataDir: string;
  let clients: ApiClient[] = [];
  const perMinute = 12;

  beforeAll(async () => {
    [provider, postgres] = await Promise.all([startRequestProvider(40), startPostgres()]);
    dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    const settings = {
      ...providerSettings(provider.url),
      DATABASE_URL: postgres.url(),
      DATA_DIR: dataDir,
      RATE_LIMIT_PER_MINUTE: String(perMinute),
      DISTINCT_EVIDENCE_PER_DAY: "5",
      REQUIRE_PURPOSE: "1",
      AUTH_URL: "http://localhost:3000",
    };
    servers = [await startServer(settings), await startServer(settings)];
    clients = servers.map(({ url }) => new ApiClient(url));
    for (const client of clients) await client.signIn("everything");
  });
  afterAll(async () => {
    for (const client of clients) client.end();
    for (const server of servers) await server.end();
    await postgres?.end();
    await provider?.end();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const send = async (replica: number, path: string) => {
    const response = await clients[replica]?.send(path);
    if (response === undefined) throw new Error("no such replica");
    const text = response.body.toString();
    const body = JSON.parse(text.startsWith("{") ? text : "{}") as {
      code?: string;
      retryAfterS?: number;
      intact?: boolean;
      detail?: string;
    };
    return { ...body, status: response.status, retryAfter: response.headers["retry-after"] };
  };
  const status = (evidence: number) =>
    `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(evidence)}/status`;
  const confirm = async (replica: number, body: unknown) => {
    const response = await fetch(`${servers[replica]?.url}/api/signature-requests/${provider.srId}/purpose`, {
      method: "POST",
      headers: { cookie: clients[replica]?.cookie ?? "", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.status;
  };

  it("require a purpose before evidence, and log it with each release", async () => {
    const requested = provider.count();
    expect(await send(0, status(0))).toMatchObject({ status: 428, code: "purpose_required" });
    expect(provider.count()).toBe(requested);
    expect(await confirm(0, { ticket: "", purpose: " " })).toBe(400);
    expect(await confirm(0, { ticket: "x".repeat(201) })).toBe(400);
    for (const replica of [0, 1]) expect(await confirm(replica, { ticket: "CASE-1", purpose: "dispute" })).toBe(200);
    expect((await send(0, status(0))).status).toBe(200);
    const { rows } = await postgres.sql(
      `select event, ticket, purpose from ${entriesIn.postgres} where ticket = 'CASE-1'`,
    );
    expect(rows.map(({ event }) => event)).toEqual([
      "purpose_confirmed",
      "purpose_confirmed",
      "release",
      "release_outcome",
    ]);
  });

  it("share the daily quota of distinct evidence", async () => {
    const responses = [];
    for (let index = 1; index <= 6; index++) responses.push(await send(index % 2, status(index)));
    expect(responses.map((response) => response.status)).toEqual([200, 200, 200, 200, 429, 429]);
    expect(responses.at(-1)).toMatchObject({ code: "rate_limited", retryAfter: expect.stringMatching(/^\d+$/) });
    expect((await send(1, status(0))).status).toBe(200);
  });

  it("share the rate limit per minute", async () => {
    const responses = [];
    for (let index = 0; index < perMinute; index++) responses.push((await send(index % 2, status(0))).status);
    const before = responses.indexOf(429);
    expect(before).toBeGreaterThan(0);
    expect(responses.slice(before).every((response) => response === 429)).toBe(true);
    const { rows } = await postgres.sql(
      `select detail from ${entriesIn.postgres} where event = 'refused' order by sequence`,
    );
    expect(rows.map(({ detail }) => JSON.parse(detail))).toEqual([
      { reason: "purpose_required" },
      { limit: "distinct_evidence_per_day", allowed: 5 },
      { limit: "requests_per_minute", allowed: perMinute },
    ]);
  });

  it("append to one log", async () => {
    expect(await send(0, "/api/audit/verification")).toMatchObject({ status: 200, intact: true });
    expect(await send(1, "/api/audit/verification")).toMatchObject({ status: 200, intact: true });
  });

  it("run one export or verification of a person at a time, and the next after the client has left", async () => {
    // More than sockets buffer, so that an export waits for a client that does not read.
    const target = { kind: "postgres", url: postgres.url(), migrationUrl: postgres.url() } as const;
    await fillLog(target, readFileSync(join(dataDir, "audit-key"), "utf8").trim(), 30_000);
    const exporting = get(`${servers[0]?.url}/api/audit/export`, { headers: { cookie: clients[0]?.cookie ?? "" } });
    const [response] = (await once(exporting, "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    const refused = {
      status: 429,
      code: "rate_limited",
      detail: expect.stringContaining("still running"),
      retryAfter: "5",
    };
    expect(await send(1, "/api/audit/verification")).toMatchObject(refused);
    expect(await send(0, "/api/audit/export")).toMatchObject(refused);
    expect(await send(1, "/api/audit?ticket=CASE-1")).toMatchObject({ status: 200 });
    const entries = async () => {
      const { rows } = await postgres.sql(
        `select event, outcome, detail from ${entriesIn.postgres} where event in ('refused', 'export', 'release_outcome') order by sequence desc limit 1`,
      );
      return rows;
    };
    expect(await entries()).toEqual([
      { event: "refused", outcome: "refused", detail: '{"allowed":1,"limit":"log_scans_at_once"}' },
    ]);
    exporting.destroy();
    await expect.poll(entries, { timeout: 10_000 }).toMatchObject([{ outcome: "broken_off_by_client" }]);
    expect(await send(1, "/api/audit/verification")).toMatchObject({ status: 200, intact: true });
  });

  it("share the rate limit of the access log, and record its first refusal", async () => {
    const responses = [];
    for (let index = 0; index <= perMinute; index++)
      responses.push(await send(index % 2, index % 3 ? "/api/audit?limit=1" : "/api/audit/checkpoint"));
    expect(responses.at(-1)).toMatchObject({
      status: 429,
      code: "rate_limited",
      retryAfter: expect.stringMatching(/^\d+$/),
    });
    for (const path of ["/api/audit", "/api/audit/export", "/api/audit/verification", "/api/audit/checkpoint"])
      expect(await send(0, path), path).toMatchObject({ status: 429 });
    const { rows } = await postgres.sql(
      `select count(*) from ${entriesIn.postgres} where event = 'refused' and detail like '%log_requests_per_minute%'`,
    );
    expect(Number(rows[0].count)).toBe(1);
  });
});
