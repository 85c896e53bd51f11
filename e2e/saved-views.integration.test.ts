import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";

/** Views over what the installation knows, conclusions, preferences: by the API, with both databases. */

const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
const statuses = [
  JSON.stringify({ id: "evidence-0", status: "COMPLETED", completedAt: ago(3), expiresAt: ago(-24) }),
  JSON.stringify({ id: "evidence-1", status: "IN_REVIEW", startedAt: ago(80) }),
];
const json = { "content-type": "application/json" };

describe.each(["SQLite", "PostgreSQL"] as const)("views, %s", (kind) => {
  let provider: RequestProvider;
  let postgres: RunningPostgres | null = null;
  let server: RunningServer;
  let reviewer: ApiClient;
  let other: ApiClient;
  let auditor: ApiClient;
  beforeAll(async () => {
    provider = await startRequestProvider(2, statuses);
    postgres = kind === "PostgreSQL" ? await startPostgres() : null;
    server = await startServer({
      ...providerSettings(provider.url),
      EVIDENCE_STATE_REFRESH: "5",
      ...(postgres ? { DATABASE_URL: postgres.url() } : {}),
    });
    const enter = async (name: "reviewer" | "everything" | "auditor") => {
      const client = new ApiClient(server.url);
      await client.signIn(name);
      return client;
    };
    [reviewer, other, auditor] = [await enter("reviewer"), await enter("everything"), await enter("auditor")];
  });
  afterAll(async () => {
    for (const client of [reviewer, other, auditor]) client?.end();
    await server?.end();
    await postgres?.end();
    await provider?.end();
  });

  const request = () => `/api/signature-requests/${provider.srId}`;
  const evidence = (index: number) => `${request()}/evidence/${provider.evidenceId(index)}`;
  async function send(client: ApiClient, path: string, method = "GET", body?: unknown) {
    const text = body === undefined ? {} : { text: JSON.stringify(body), headers: json };
    const response = await client.send(path, { method, ...text });
    return { status: response.status, body: JSON.parse(response.body.toString() || "{}") };
  }
  const conclude = (client: ApiClient, index: number, code: string, file: number | null = null) =>
    send(client, `${evidence(index)}/conclusion`, "POST", { code, file });
  const eventsOf = async (event: string) => (await send(auditor, `/api/audit?event=${event}`)).body.items;

  it("know nothing before a person opened a status, and then its state, without a name or title", async () => {
    const none = {
      all: 0,
      in_review: 0,
      over_72h: 0,
      failed: 0,
      expiring: 0,
      mine: 0,
      contradiction: 0,
      undecided: 0,
      second_review: 0,
      mine_undecided: 0,
    };
    expect((await send(reviewer, "/api/views")).body).toMatchObject({ views: [], counts: none });
    expect((await send(reviewer, "/api/views/all")).body).toMatchObject({
      items: [{ srId: provider.srId, evidence: [], request: { title: "T" } }],
      total: null,
    });
    for (const index of [0, 1]) expect((await send(reviewer, `${evidence(index)}/status`)).status).toBe(200);
    const counts = {
      all: 1,
      in_review: 1,
      over_72h: 1,
      failed: 0,
      expiring: 1,
      mine: 1,
      contradiction: 0,
      undecided: 1,
      second_review: 0,
      mine_undecided: 1,
    };
    expect((await send(reviewer, "/api/views")).body.counts).toEqual(counts);
    expect((await send(other, "/api/views")).body.counts).toEqual({ ...counts, mine: 0, mine_undecided: 0 });
    const { body } = await send(other, "/api/views/over_72h");
    expect(body).toMatchObject({ page: 1, hasMore: false, total: 1, items: [{ request: { title: "T" } }] });
    const states = body.items[0].evidence.map(({ state }: { state: string }) => state);
    expect(states).toEqual(["completed", "in_review"]);
    expect(Date.parse(body.asOf)).toBeLessThanOrEqual(Date.now());
    expect((await send(other, "/api/views/mine")).body.items).toEqual([]);
    expect((await send(reviewer, "/api/views/recent")).body.items).toMatchObject([
      { srId: provider.srId, ticket: null },
    ]);
  });

  it("are searched for law and days of creation, which only the requests say", async () => {
    const read = async (query: string) => (await send(reviewer, `/api/views/${query}`)).body;
    const { items } = await read("all");
    const { legislation, created_at: createdAt } = items[0].request;
    const law = String(legislation).toLowerCase();
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Zurich" }).format(Date.parse(createdAt));
    for (const list of ["all", "mine"]) {
      const fits = { items: [{ srId: provider.srId }], searched: 1, isCut: false, hasMore: false, total: null };
      expect(await read(`${list}?law=${law}&from=${day}&to=${day}`), list).toMatchObject(fits);
      const none = { items: [], searched: 1, isCut: false };
      expect(await read(`${list}?law=${law === "eidas" ? "zertes" : "eidas"}`), list).toMatchObject(none);
      expect(await read(`${list}?to=2001-01-01`), list).toMatchObject(none);
    }
    for (const query of ["law=ch", "from=2026-02-30", "to=yesterday"])
      expect((await send(reviewer, `/api/views/all?${query}`)).status, query).toBe(400);
  });

  it("take a conclusion only from the person who opened what leads to it", async () => {
    expect((await conclude(other, 0, "differs")).status).toBe(404);
    expect((await conclude(reviewer, 0, "consistent")).status).toBe(400);
    expect((await conclude(reviewer, 0, "signed_digest_differs", 2)).status).toBe(400);
    await reviewer.send(`${evidence(0)}/record`);
    expect((await conclude(reviewer, 0, "consistent")).status).toBe(400);
    expect((await conclude(reviewer, 0, "token_invalid")).status).toBe(400);
    expect(await conclude(reviewer, 0, "differs", 2)).toEqual({ status: 200, body: { code: "differs", file: 2 } });
    for (const body of [{ code: "differs" }, { code: "differs", file: 2, title: "T" }, { code: "x", file: null }])
      expect((await send(reviewer, `${evidence(0)}/conclusion`, "POST", body)).status).toBe(400);
    expect((await send(auditor, `${evidence(0)}/conclusion`, "POST", { code: "differs", file: null })).status).toBe(
      403,
    );
    const { body } = await send(other, "/api/views/all?conclusion=contradiction");
    expect(body.items[0].evidence).toMatchObject([{ conclusion: "differs", file: 2 }, { conclusion: null }]);
    expect(body.counts.contradiction).toBe(1);
  });

  it("and settings are of one person, and recorded when they change", async () => {
    expect((await send(reviewer, "/api/preferences")).body).toEqual({ checkWhenOpened: false });
    for (const value of [true, true, false])
      expect((await send(reviewer, "/api/preferences", "PUT", { checkWhenOpened: value })).status).toBe(200);
    expect((await send(reviewer, "/api/preferences", "PUT", { checkWhenOpened: "yes" })).status).toBe(400);
    const view = { id: "v1", name: "Late", query: "view=over_72h" };
    expect((await send(reviewer, "/api/views", "PUT", { views: [view] })).body.views).toEqual([view]);
    expect((await send(other, "/api/views")).body.views).toEqual([]);
    expect((await send(reviewer, "/api/views/v1")).body).toMatchObject({ total: 1 });
    expect((await send(other, "/api/views/v1")).status).toBe(404);
    expect(await eventsOf("setting_changed")).toHaveLength(3);
    for (const path of ["/api/preferences", "/api/views"]) {
      const posted = await reviewer.send(path, { text: "{}", headers: json });
      expect([posted.status, posted.headers.allow]).toEqual([405, "GET, PUT"]);
      const foreign = { ...json, "sec-fetch-site": "cross-site" };
      expect((await reviewer.send(path, { method: "PUT", text: "{}", headers: foreign })).status).toBe(403);
      expect((await send(auditor, path)).status).toBe(403);
    }
  });

  it("refuse what they do not know, and read lists with one entry each", async () => {
    for (const path of ["none", "mine?sort=provider", "mine?page=0", "mine?search=x", "all?conclusion=green"])
      expect((await send(reviewer, `/api/views/${path}`)).status, path).toBeGreaterThanOrEqual(400);
    const before = (await eventsOf("list_read")).length;
    await send(reviewer, "/api/views/mine");
    expect((await eventsOf("list_read")).length).toBe(before + 1);
  });
});
