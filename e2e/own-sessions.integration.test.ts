import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { apiPaths } from "../lib/paths.ts";
import { ApiClient } from "./support/api-client.ts";
import { changeSessions } from "./support/change-sessions.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { entriesIn } from "./support/stored-entries.ts";

type Item = {
  id: string;
  startedAt: string;
  lastActAt: string;
  endsAt: string;
  browser: string | null;
  platform: string | null;
  isCurrent: boolean;
};

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
let server: RunningServer;
const clients: ApiClient[] = [];

beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => changeSessions(server, "ended_at = started_at where ended_at is null"));
afterAll(async () => {
  for (const client of clients) client.end();
  await server?.end();
});

function open(cookies?: ReadonlyMap<string, string>): ApiClient {
  const client = new ApiClient(server.url, cookies);
  clients.push(client);
  return client;
}

async function enter(account: "reviewer" | "admin", userAgent?: string): Promise<ApiClient> {
  const client = open();
  await client.signIn(account, userAgent ? { "user-agent": userAgent } : {});
  return client;
}

async function list(client: ApiClient): Promise<Item[]> {
  const { status, body } = await client.send(apiPaths.sessions());
  expect(status).toBe(200);
  return JSON.parse(body.toString()).items;
}

const statusOf = async (client: ApiClient) => (await client.send(apiPaths.sessions())).status;
const end = (client: ApiClient, id: string, headers: Record<string, string> = {}) =>
  client.send(apiPaths.ownSession(id), { method: "DELETE", headers });

function read(sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(server.dataDir, "evidence-desk.sqlite"), { timeout: 5_000 });
  try {
    return database.prepare(sql).all() as Record<string, unknown>[];
  } finally {
    database.close();
  }
}

/** Ends that were recorded after entry `since`. */
const endsSince = (since: number) =>
  read(
    `select subject, detail, request_id from ${entriesIn.sqlite} where event = 'session_ended' and sequence > ${since} order by sequence`,
  ).map(({ subject, detail, request_id }) => ({ subject, detail: JSON.parse(String(detail)), requestId: request_id }));
const lastEntry = () => Number(read(`select max(sequence) as last from ${entriesIn.sqlite}`)[0]?.last);

describe("GET /api/sessions", () => {
  it("lists the person's active sessions, this one first, and nothing that opens one", async () => {
    const here = await enter("reviewer");
    const elsewhere = await enter("reviewer", firefox);
    await enter("admin", firefox);
    const { body } = await here.send(apiPaths.sessions());
    const items: Item[] = JSON.parse(body.toString()).items;
    expect(items.map(({ browser, platform, isCurrent }) => ({ browser, platform, isCurrent }))).toEqual([
      { browser: null, platform: null, isCurrent: true },
      { browser: "Firefox", platform: "Windows", isCurrent: false },
    ]);
    for (const { startedAt, lastActAt, endsAt } of items) {
      expect(Date.parse(endsAt) - Date.parse(lastActAt)).toBe(30 * 60_000);
      expect(Date.parse(lastActAt)).toBeGreaterThanOrEqual(Date.parse(startedAt));
    }
    expect((await list(elsewhere)).map(({ isCurrent, id }) => [isCurrent, id])).toEqual([
      [true, items[1]?.id],
      [false, items[0]?.id],
    ]);
    for (const { id } of read("select id from sessions")) expect(body.toString()).not.toContain(String(id));
    expect(JSON.stringify(read("select * from sessions"))).not.toContain("145.0");
  });

  it("leaves out sessions that have ended, by idle timeout too", async () => {
    const here = await enter("reviewer");
    await enter("reviewer", firefox);
    changeSessions(server, "last_act_at = last_act_at - 1800000 where browser = 'Firefox'");
    expect(await list(here)).toHaveLength(1);
    expect(await statusOf(open())).toBe(401);
  });
});

describe("DELETE /api/sessions/{id}", () => {
  it("ends one's own session at once, and records who ended it and where", async () => {
    const [here, elsewhere] = [await enter("reviewer"), await enter("reviewer", firefox)];
    const since = lastEntry();
    const [, other] = await list(here);
    const { status, body, headers } = await end(here, other?.id ?? "");
    expect([status, body.length]).toEqual([204, 0]);
    expect([await statusOf(elsewhere), await statusOf(here)]).toEqual([401, 200]);
    expect(endsSince(since)).toEqual([
      {
        subject: "reviewer@demo.test",
        detail: { reason: "ended_by_person", startedAt: other?.startedAt },
        requestId: headers["x-request-id"],
      },
    ]);
    expect((await end(here, other?.id ?? "")).status).toBe(404);
    expect(endsSince(since)).toHaveLength(1);
  });

  it("responds to another person's session as to an unknown one", async () => {
    const [own, other] = [await enter("reviewer"), await enter("admin")];
    const [session] = await list(other);
    const answers = await Promise.all(["0".repeat(32), session?.id ?? ""].map((id) => end(own, id)));
    const described = answers.map(({ status, body }) => {
      const { code, title, detail } = JSON.parse(body.toString());
      return { status, code, title, detail };
    });
    expect(described[0]).toMatchObject({ status: 404, code: "not_found" });
    expect(described[1]).toEqual(described[0]);
    expect(await statusOf(other)).toBe(200);
    const rowIds = read("select id from sessions where ended_at is null");
    for (const { id } of rowIds) expect((await end(own, String(id))).status).toBe(404);
  });

  it("refuses requests of other origins, without a session, and of other methods", async () => {
    const [here, elsewhere] = [await enter("reviewer"), await enter("reviewer", firefox)];
    const [, other] = await list(here);
    const id = other?.id ?? "";
    for (const headers of [{ "sec-fetch-site": "cross-site" }, { origin: "https://evil.example" }])
      expect((await end(here, id, headers)).status).toBe(403);
    expect((await end(open(), id)).status).toBe(401);
    for (const method of ["GET", "POST", "PUT", "PATCH"]) {
      const { status, headers } = await here.send(apiPaths.ownSession(id), { method });
      expect([status, headers.allow]).toEqual([405, "DELETE"]);
    }
    expect((await end(here, "..%2f")).status).toBe(400);
    expect(await statusOf(elsewhere)).toBe(200);
  });
});

describe("signing in again in the same browser", () => {
  it.each(["reviewer", "admin"] as const)("as %s ends the session before, and records it", async (account) => {
    const browser = await enter("reviewer");
    const copy = open(browser.cookies);
    const since = lastEntry();
    await browser.signIn(account);
    expect([await statusOf(copy), await statusOf(browser)]).toEqual([401, 200]);
    const [ended] = endsSince(since);
    expect(ended).toMatchObject({ subject: "reviewer@demo.test", detail: { reason: "replaced" } });
    const [signIn] = read(`select request_id from ${entriesIn.sqlite} where event = 'sign_in' and sequence > ${since}`);
    expect(ended?.requestId).toBe(signIn?.request_id);
  });

  it("with a wrong password ends nothing", async () => {
    const browser = await enter("reviewer");
    const since = lastEntry();
    await expect(browser.signIn("reviewer", {}, "wrong")).rejects.toThrow("401");
    expect(await statusOf(browser)).toBe(200);
    expect(endsSince(since)).toEqual([]);
  });

  it("with a forged cookie, or one of a session that is over, ends and records nothing", async () => {
    const name = "next-auth.session-token";
    const other = await enter("reviewer");
    const since = lastEntry();
    const [row] = read("select id from sessions where ended_at is null");
    await open(new Map([[name, String(row?.id)]])).signIn("admin");
    await open(new Map([[name, "eyJhbGciOiJkaXIifQ..a.b.c"]])).signIn("admin");
    expect(await statusOf(other)).toBe(200);
    changeSessions(server, "last_act_at = last_act_at - 1800000 where subject = 'reviewer@demo.test'");
    await other.signIn("reviewer");
    expect(await statusOf(other)).toBe(200);
    expect(endsSince(since)).toEqual([]);
  });
});
