import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { entriesIn } from "./support/stored-entries.ts";

/** The server tells polls of a status from releases; no parameter of the client does. */
describe("status requests of two processes", () => {
  let provider: RequestProvider;
  let postgres: RunningPostgres;
  let settings: Record<string, string>;
  let servers: RunningServer[] = [];
  let clients: ApiClient[] = [];

  beforeAll(async () => {
    // The last status is final.
    const statuses = Array.from({ length: 9 }, () => JSON.stringify({ id: "1", status: "IN_REVIEW" }));
    [provider, postgres] = await Promise.all([startRequestProvider(10, statuses), startPostgres()]);
    settings = {
      ...providerSettings(provider.url),
      DATABASE_URL: postgres.url(),
      AUTH_URL: "http://localhost:3000",
      SESSION_IDLE_MIN: "10",
      DATA_DIR: mkdtempSync(join(tmpdir(), "evidence-desk-")),
    };
    servers = [await startServer(settings), await startServer(settings)];
    const first = new ApiClient(servers[0]?.url ?? "");
    await first.signIn("reviewer");
    clients = [first, new ApiClient(servers[1]?.url ?? "")];
  });
  afterAll(async () => {
    for (const client of clients) client.end();
    for (const server of servers) await server.end();
    await postgres?.end();
    await provider?.end();
  });

  const evidence = (index: number) => `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(index)}`;
  /** Both processes get the cookie of the first client, so it is one session. */
  const send = async (replica: number, path: string, cookie = clients[0]?.cookie ?? "") => {
    const response = await clients[replica]?.send(path, { headers: { cookie } });
    return { status: response?.status, json: JSON.parse(response?.body.toString() ?? "{}") };
  };
  const entries = async (index: number) => {
    const { rows } = await postgres.sql(
      `select event, outcome, detail, sha256, subject from ${entriesIn.postgres} where evidence_id = $1 and event <> 'log_read' order by sequence`,
      [provider.evidenceId(index)],
    );
    return rows.map(({ event, outcome }) => `${event} ${outcome}`);
  };
  const released = ["release null", "release_outcome whole"];

  it("are releases without an earlier one of this session, whatever the client states", async () => {
    for (const query of ["?poll=1", "?poll=true&poll=1", "?status_poll=1"]) {
      const other = new ApiClient(servers[0]?.url ?? "");
      await other.signIn("everything");
      expect((await send(0, `${evidence(0)}/status${query}`, other.cookie)).status).toBe(200);
      other.end();
    }
    expect(await entries(0)).toEqual([...released, ...released, ...released]);
    expect((await send(1, `${evidence(1)}/status?poll=1`)).status).toBe(200);
    expect(await entries(1)).toEqual(released);
  });

  it("are one run after it, in both processes, with or without a parameter, and the history shows it", async () => {
    for (let index = 0; index < 6; index++)
      expect((await send(index % 2, `${evidence(1)}/status${index % 3 ? "" : "?poll=1"}`)).status).toBe(200);
    expect(await entries(1)).toEqual([...released, "status_poll opened"]);
    const open = await send(0, `${evidence(1)}/history`);
    expect(open.json.items).toMatchObject([
      { artefact: "status", polls: { count: 6, from: expect.any(String), to: null } },
      { artefact: "status", polls: null, conclusion: "whole" },
    ]);
    expect(open.json.items[0].sha256).toBe(open.json.items[1].sha256);
  });

  it("are counted beyond a crash, and closed by another process with count, period and digest", async () => {
    servers[1]?.process.kill("SIGKILL");
    await send(0, `${evidence(1)}/status`);
    // The run's latest request was long ago.
    await postgres.sql("update status_releases set first_at = first_at - 1740000, last_at = last_at - 200000");
    await expect.poll(() => entries(1), { timeout: 40_000, interval: 500 }).toContain("status_poll closed");
    const { rows } = await postgres.sql(
      `select * from ${entriesIn.postgres} where event = 'status_poll' order by sequence`,
    );
    expect(rows).toHaveLength(2);
    expect(JSON.parse(rows[1].detail)).toMatchObject({ count: 7, changes: 0 });
    expect(rows[1]).toMatchObject({ subject: "reviewer@demo.test", request_id: rows[0].request_id });
    const { json } = await send(0, `${evidence(1)}/history`);
    expect(json.items[0]).toMatchObject({ polls: { count: 7 }, sha256: json.items[1].sha256, name: "Demo Reviewer" });
    expect(Date.parse(json.items[0].polls.to) - Date.parse(json.items[0].polls.from)).toBeGreaterThan(1_500_000);
    expect((await send(0, `${evidence(1)}/status?poll=1`)).status).toBe(200);
    expect((await entries(1)).slice(-2)).toEqual(released);
    servers[1] = await startServer(settings);
    clients[1] = new ApiClient(servers[1].url);
  });

  it("extend the idle timeout only as the first release of an evidence in a session", async () => {
    const age = () => postgres.sql("update sessions set last_act_at = last_act_at - 300000 where ended_at is null");
    const lastAct = async () => {
      const { rows } = await postgres.sql(
        "select max(last_act_at) as at from sessions where subject = 'reviewer@demo.test'",
      );
      return Number(rows[0].at);
    };
    await age();
    const before = await lastAct();
    expect((await send(0, `${evidence(2)}/status`)).status).toBe(200);
    const after = await lastAct();
    expect(after).toBeGreaterThan(before + 200_000);
    await age();
    for (let index = 0; index < 3; index++) await send(index % 2, `${evidence(2)}/status`);
    // A page whose run has ended goes on by itself: a release, and still not an action of the person.
    await postgres.sql("update status_releases set released_at = released_at - 3700000");
    expect((await send(1, `${evidence(2)}/status`)).status).toBe(200);
    expect((await entries(2)).slice(-2)).toEqual(released);
    expect(await lastAct()).toBe(after - 300_000);
    await age();
    expect((await send(0, `${evidence(2)}/status`)).status).toBe(401);
  });

  it("of a final status are always releases, because no page requests it again", async () => {
    clients[0]?.end();
    const client = new ApiClient(servers[0]?.url ?? "");
    await client.signIn("reviewer");
    clients[0] = client;
    for (let index = 0; index < 3; index++)
      expect((await send(index % 2, `${evidence(9)}/status?poll=1`)).status).toBe(200);
    expect(await entries(9)).toEqual([...released, ...released, ...released]);
  });

  it("of a run are refused while the log cannot be written, without an upstream request", async () => {
    for (let index = 0; index < 3; index++) await send(0, `${evidence(4)}/status`);
    expect(await entries(4)).toEqual([...released, "status_poll opened"]);
    await postgres.sql(`create function no_log() returns trigger language plpgsql as
      $$ begin raise exception 'no' using errcode = '53100'; end $$`);
    await postgres.sql("create trigger no_log before insert on log_entries execute function no_log()");
    const before = provider.count();
    const refused = await send(0, `${evidence(4)}/status`);
    expect([refused.status, refused.json.code]).toEqual([503, "audit_unavailable"]);
    expect(provider.count()).toBe(before);
    await postgres.sql("drop trigger no_log on log_entries");
    expect((await send(0, `${evidence(4)}/status`)).status).toBe(200);
  });
});
