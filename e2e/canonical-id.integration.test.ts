import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { openHttpBrowser, signInByHttp } from "./support/http-browser.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider, upperCaseIds } from "./support/request-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";

/** The provider spells its UUIDs in upper case; Evidence Desk asks for them, and records them, in lower case. */
const upper = { srId: upperCaseIds.srId, evidenceId: upperCaseIds.evidenceId(0) };
const lower = { srId: upper.srId.toLowerCase(), evidenceId: upper.evidenceId.toLowerCase() };
const mixed = {
  srId: `Ad8${upper.srId.slice(3)}`,
  evidenceId: `${upper.evidenceId.slice(0, 9)}0d4e${upper.evidenceId.slice(13)}`,
};
const encoded = { srId: upper.srId.replaceAll("-", "%2D"), evidenceId: lower.evidenceId.replace("7", "%37") };
const spellings = { lower, upper, mixed, encoded };

const requestPath = ({ srId }: typeof upper) => `/signature-requests/${srId}`;
const evidencePath = (ids: typeof upper) => `${requestPath(ids)}/evidence/${ids.evidenceId}`;

describe("a UUID in another spelling", () => {
  let provider: RequestProvider;
  let postgres: RunningPostgres;
  let server: RunningServer;
  let client: ApiClient;
  const send = async (path: string, body?: unknown) => {
    const text =
      body === undefined ? {} : { text: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const response = await client.send(path, text);
    return { ...response, json: JSON.parse(response.body.toString()) };
  };

  beforeAll(async () => {
    [provider, postgres] = await Promise.all([startRequestProvider(3, [], upperCaseIds), startPostgres()]);
    server = await startServer({
      ...providerSettings(provider.url),
      DATABASE_URL: postgres.url(),
      REQUIRE_PURPOSE: "1",
      DISTINCT_EVIDENCE_PER_DAY: "1",
      RATE_LIMIT_PER_MINUTE: "500",
    });
    client = new ApiClient(server.url);
    await client.signIn("everything");
  });
  afterAll(async () => {
    client?.end();
    await server?.end();
    await postgres?.end();
    await provider?.end();
  });

  it("shares one purpose, one place of the daily limit, one upstream address and one spelling in the log", async () => {
    expect((await send(`/api${requestPath(mixed)}/purpose`, { ticket: "CASE-1" })).status).toBe(200);
    for (const [name, ids] of Object.entries(spellings)) {
      expect((await send(`/api${requestPath(ids)}`)).status, name).toBe(200);
      for (const artefact of ["status", "record"])
        expect((await send(`/api${evidencePath(ids)}/${artefact}`)).status, `${name} ${artefact}`).toBe(200);
      const history = await send(`/api${evidencePath(ids)}/history`);
      expect(history.status, name).toBe(200);
      expect((await client.send(`/api${requestPath(ids)}/report`, { text: "{}" })).status, name).toBe(200);
      if (ids !== encoded) expect((await send("/api/diagnostics/paths", ids)).status, name).toBe(200);
    }
    const requested = provider.requestedPaths();
    expect(requested.length).toBeGreaterThan(10);
    expect(requested.filter((path) => /[A-F]/.test(path.replace("/v3/", "")))).toEqual([]);
    const { rows } = await postgres.sql(
      "select distinct sr_id, evidence_id from log_entries where sr_id is not null order by 2 nulls first",
    );
    expect(rows).toEqual([
      { sr_id: lower.srId, evidence_id: null },
      { sr_id: lower.srId, evidence_id: lower.evidenceId },
    ]);
    expect((await postgres.sql("select sr_id from purposes")).rows).toEqual([{ sr_id: lower.srId }]);
    expect((await postgres.sql("select evidence_id from limit_evidence")).rows).toEqual([
      { evidence_id: lower.evidenceId },
    ]);
    const other = { ...upper, evidenceId: upperCaseIds.evidenceId(1) };
    expect((await send(`/api${evidencePath(other)}/status`)).status).toBe(429);
  });

  it("is one request in the 60 s cache and in recent accesses, and the log's filters find it", async () => {
    const { json } = await send("/api/recent");
    expect(json.items).toMatchObject([lower]);
    for (const ids of [lower, upper, mixed]) {
      const found = await send(`/api/audit?request=${ids.srId}&evidence=${ids.evidenceId}&event=release`);
      expect(found.json.items.length).toBeGreaterThan(4);
    }
  });

  it("of an entry of an older version is found by the history, recent accesses and filters", async () => {
    const row = `'release', 'everything@demo.test', 'Old Version', 'record', 'k'`;
    for (const [index, ids] of [upper, mixed].entries())
      await postgres.sql(
        `insert into audit_entries (sequence, at, event, subject, name, artefact, key_id, format, previous, mac, request_id, sr_id, evidence_id)
         values (${index + 1}, 1000, ${row}, 1, 'p${index}', 'm', 'old-${index}', $1, $2)`,
        [ids.srId, ids.evidenceId],
      );
    const { json } = await send(`/api${evidencePath(upper)}/history`);
    const old = json.items.filter(({ name }: { name: string }) => name === "Old Version");
    expect(old.map(({ requestId }: { requestId: string }) => requestId)).toEqual(["old-1", "old-0"]);
    const filtered = await send(`/api/audit?request=${lower.srId}&evidence=${upper.evidenceId}&person=Old&log=0`);
    expect(filtered.json.items).toHaveLength(2);
    expect((await send("/api/recent")).json.items).toMatchObject([lower]);
  });

  it("leads a page to its one address with the query, also a short link, and keeps other IDs as they are", async () => {
    const browser = openHttpBrowser(server.url);
    await signInByHttp(browser, "reviewer");
    const follow = async (path: string) => {
      const response = await browser.get(path);
      return [response.status, response.headers.get("location")?.replace(server.url, "") ?? null];
    };
    for (const ids of [upper, mixed, encoded]) {
      expect(await follow(`${requestPath(ids)}?ticket=A-1&x=y`)).toEqual([307, `${requestPath(lower)}?ticket=A-1&x=y`]);
      for (const tab of ["", "/record", "/files", "/token", "/history"])
        expect(await follow(`${evidencePath(ids)}${tab}?file=3`)).toEqual([307, `${evidencePath(lower)}${tab}?file=3`]);
    }
    expect(await follow(`/r/${lower.srId}?ticket=A`)).toEqual([307, `${requestPath(lower)}?ticket=A`]);
    expect(await follow(`/r/${upper.srId}/${upper.evidenceId}?ticket=A`)).toEqual([
      307,
      `/r/${lower.srId}/${lower.evidenceId}?ticket=A`,
    ]);
    expect(await follow("/signature-requests/SR-Case-1")).toEqual([200, null]);
    expect(await follow(requestPath(lower))).toEqual([200, null]);
    expect((await follow(`${requestPath(upper)}%2F..`))[0]).not.toBe(307);
  });

  it("is not mistaken for an ID that is not a UUID", async () => {
    expect((await send(`/api/signature-requests/SR-Case-1/purpose`, { ticket: "CASE-1" })).status).toBe(200);
    await send("/api/signature-requests/SR-Case-1");
    expect(provider.requestedPaths().at(-1)).toBe("/v3/signature-requests/SR-Case-1");
    expect((await send("/api/signature-requests/sr-case-1")).status).toBe(428);
  });
});

describe("a signature request whose own ID is another one", () => {
  it.each(["ad8ce78b-4c1f-4e0a-9b57-2d6f01c5ef71", "", "AD8CE78B4C1F4E0A9B572D6F01C5EF70"])(
    "is refused, and none of its evidence is asked for: %j",
    async (answeredId) => {
      const provider = await startRequestProvider(1, [], { ...upperCaseIds, answeredId });
      const server = await startServer(providerSettings(provider.url));
      const client = new ApiClient(server.url);
      try {
        await client.signIn("reviewer");
        for (const path of [requestPath(lower), `${evidencePath(lower)}/status`, `${evidencePath(lower)}/record`]) {
          const { status, body } = await client.send(`/api${path}`);
          expect([status, JSON.parse(body.toString()).code], path).toEqual([502, "provider_invalid"]);
        }
        expect(provider.requestedPaths().filter((path) => path.includes("identification"))).toEqual([]);
      } finally {
        client.end();
        await server.end();
        await provider.end();
      }
    },
  );
});
