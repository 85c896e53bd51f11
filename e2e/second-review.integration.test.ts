import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider, upperCaseIds } from "./support/request-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";

/** Ways around the second review: none of them brings a decision of one person into force. */

type Account = "reviewer" | "reviewer2" | "lead" | "everything" | "auditor" | "admin";
const json = { "content-type": "application/json" };
const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");
const cases = 60;
const statusOf = (index: number) =>
  JSON.stringify({ id: upperCaseIds.evidenceId(index), status: "COMPLETED", completedAt: "2026-11-20T10:00:00Z" });

describe.each(["all", "risky"] as const)("with REQUIRE_SECOND_REVIEW=%s", (rule) => {
  let provider: RequestProvider;
  let server: RunningServer;
  const clients = new Map<Account, ApiClient>();
  let next = 0;
  beforeAll(async () => {
    const statuses = Array.from({ length: cases }, (_, index) => statusOf(index));
    provider = await startRequestProvider(cases, statuses, upperCaseIds);
    server = await startServer({
      ...providerSettings(provider.url),
      REQUIRE_SECOND_REVIEW: rule,
      SECOND_REVIEW_SAMPLE: "0",
      RATE_LIMIT_PER_MINUTE: "0",
      DISTINCT_EVIDENCE_PER_DAY: "0",
    });
    for (const account of ["reviewer", "reviewer2", "lead", "everything", "auditor", "admin"] as const)
      clients.set(account, await enter(account));
  });
  afterAll(async () => {
    for (const client of clients.values()) client.end();
    await server?.end();
    await provider?.end();
  });

  async function enter(account: Account): Promise<ApiClient> {
    const client = new ApiClient(server.url);
    await client.signIn(account);
    return client;
  }
  const as = (account: Account) => clients.get(account) as ApiClient;
  const evidence = (index: number, upper = false) => {
    const id = provider.evidenceId(index);
    return `/api/signature-requests/${provider.srId}/evidence/${upper ? id.toUpperCase() : id.toLowerCase()}`;
  };
  async function send(client: ApiClient, path: string, body?: unknown, more: Record<string, string> = {}) {
    const text =
      body === undefined ? {} : { method: "POST", text: JSON.stringify(body), headers: { ...json, ...more } };
    const response = await client.send(path, text);
    return { status: response.status, body: JSON.parse(response.body.toString() || "{}") };
  }
  async function open(client: ApiClient, index: number) {
    const status = JSON.parse((await client.send(`${evidence(index)}/status`)).body.toString());
    const record = await client.send(`${evidence(index)}/record`);
    return { status: sha256(status.raw), record: sha256(record.body), conclusion: "partly_checked" };
  }
  const draft = (boundTo: object, given: object = {}) => ({
    ...{ outcome: "accept", reason: "identity_confirmed", note: "Files were not opened.", boundTo },
    ...given,
  });
  const rejection = { outcome: "reject", reason: "another_person" };
  const withdrawal = { outcome: "withdraw", reason: "recorded_by_mistake" };
  const list = async (index: number) => (await send(as("reviewer2"), `${evidence(index)}/decisions`)).body;

  type Way = (at: {
    index: number;
    first: { id: string };
    bound: object;
    decide: (account: Account | ApiClient, body: unknown, more?: Record<string, string>) => ReturnType<typeof send>;
    prepare: (account: Account, body: unknown) => ReturnType<typeof send>;
  }) => Promise<unknown>;

  const ways: Record<string, Way> = {
    "the same person decides again": async ({ decide, bound }) => decide("reviewer", draft(bound)),
    "revises their own": async ({ decide, bound, first }) => decide("reviewer", draft(bound, { supersedes: first.id })),
    "revises their own to the same outcome": async ({ decide, bound, first }) =>
      decide("reviewer", draft(bound, { ...rejection, supersedes: first.id })),
    "signs in again and decides": async ({ decide, bound }) => decide(await enter("reviewer"), draft(bound)),
    "withdraws, then decides": async ({ decide, bound, first }) => {
      await decide("reviewer", draft(bound, { ...withdrawal, supersedes: first.id }));
      return decide("reviewer", draft(bound));
    },
    "withdraws, escalates, then decides": async ({ index, decide, bound, first }) => {
      await decide("reviewer", draft(bound, { ...withdrawal, supersedes: first.id }));
      await decide("reviewer", draft(bound, { outcome: "escalate", reason: "identity_unclear" }));
      const { decisions } = (await send(as("reviewer"), `${evidence(index)}/decisions`)).body;
      return decide("reviewer", draft(bound, { supersedes: decisions.at(-1).id }));
    },
    "writes the ID in the other spelling": async ({ index, bound }) =>
      send(as("reviewer"), `${evidence(index, true)}/decisions`, draft(bound)),
    "names another signature request": async ({ index, bound }) =>
      send(as("reviewer"), `${evidence(index).replace(/requests\/[^/]+/, "requests/another")}/decisions`, draft(bound)),
    "states the place of the review": async ({ decide, bound }) =>
      decide("reviewer2", draft(bound, { review: "none" })),
    "states another subject": async ({ decide, bound }) =>
      decide("reviewer", draft(bound, { subject: "reviewer2@demo.test" })),
    "states the role of a lead": async ({ decide, bound }) => decide("reviewer", draft(bound, { role: "lead" })),
    "changes the prepared place": async ({ decide, prepare, bound, first }) => {
      const { canonical } = (await prepare("reviewer", draft(bound, { supersedes: first.id }))).body;
      return decide("reviewer", { canonical: canonical.replace('"review":"first"', '"review":"none"') });
    },
    "changes the prepared person": async ({ decide, prepare, bound, first }) => {
      const { canonical } = (await prepare("reviewer", draft(bound, { supersedes: first.id }))).body;
      return decide("reviewer", {
        canonical: canonical.replace(/"subject":"[^"]+"/, '"subject":"reviewer2@demo.test"'),
      });
    },
    "changes the prepared time": async ({ decide, prepare, bound, first }) => {
      const { canonical } = (await prepare("reviewer", draft(bound, { supersedes: first.id }))).body;
      return decide("reviewer", { canonical: canonical.replace(/"at":"2\d{3}/, '"at":"2016') });
    },
    "sends what another person prepared": async ({ index, decide, prepare }) => {
      const { canonical } = (await prepare("reviewer2", draft(await open(as("reviewer2"), index)))).body;
      return decide("reviewer", { canonical });
    },
    "supersedes the waiting decision of another person": async ({ index, decide, first }) =>
      decide("reviewer2", draft(await open(as("reviewer2"), index), { supersedes: first.id })),
    "withdraws the decision of another person": async ({ index, decide, first }) =>
      decide("reviewer2", draft(await open(as("reviewer2"), index), { ...withdrawal, supersedes: first.id })),
    "withdraws it as a lead": async ({ index, decide }) =>
      decide("lead", draft(await open(as("lead"), index), withdrawal)),
    "lets an auditor decide": async ({ decide, bound }) => decide("auditor", draft(bound)),
    "lets an admin decide": async ({ decide, bound }) => decide("admin", draft(bound)),
    "uses digests that the second person never received": async ({ decide, bound }) =>
      decide("everything", draft(bound)),
    "posts from another site in the second person's browser": async ({ index, decide }) =>
      decide("reviewer2", draft(await open(as("reviewer2"), index), rejection), { "sec-fetch-site": "cross-site" }),
    "puts or deletes": async ({ index }) => {
      for (const method of ["PUT", "PATCH", "DELETE"])
        expect((await as("reviewer").send(`${evidence(index)}/decisions`, { method })).status).toBe(405);
    },
    "stores a green conclusion for the list": async ({ index }) =>
      send(as("reviewer"), `${evidence(index)}/conclusion`, { code: "consistent", file: null }),
    "decides in two sessions at the same moment": async ({ decide, bound, first }) => {
      const other = await enter("reviewer");
      return Promise.all([
        decide("reviewer", draft(bound, { supersedes: first.id })),
        decide(other, draft(bound, { supersedes: first.id })),
        decide("reviewer", draft(bound)),
        decide(other, draft(bound)),
      ]);
    },
  };

  it.each(Object.keys(ways))("nothing comes into force if one %s", async (name) => {
    const index = next;
    next += 1;
    const bound = await open(as("reviewer"), index);
    const decide = (account: Account | ApiClient, body: unknown, more: Record<string, string> = {}) =>
      send(typeof account === "string" ? as(account) : account, `${evidence(index)}/decisions`, body, more);
    const prepare = (account: Account, body: unknown) =>
      send(as(account), `${evidence(index)}/decisions/challenge`, body);
    const recorded = await decide("reviewer", draft(bound, rejection));
    expect(recorded.body.state, JSON.stringify(recorded.body)).toBe("second_review_pending");
    await (ways[name] as Way)({ index, first: recorded.body.decisions[0], bound, decide, prepare });
    const { state, decisions } = await list(index);
    expect(["second_review_pending", "undecided"]).toContain(state);
    for (const decision of decisions) expect(decision.hidden, JSON.stringify(decision)).toBe(true);
  });

  it("a dispute is settled by no one who made it, and by no reviewer", async () => {
    const index = next;
    next += 1;
    const post = async (account: Account, given: object) =>
      (await send(as(account), `${evidence(index)}/decisions`, draft(await open(as(account), index), given))).body;
    await post("lead", rejection);
    expect((await post("reviewer2", {})).state).toBe("disputed");
    for (const [account, given] of [
      ["lead", {}],
      ["lead", rejection],
      ["reviewer", {}],
      ["reviewer2", rejection],
      ["everything", {}],
      ["lead", withdrawal],
    ] as const)
      expect((await post(account, given)).code, account).toBe("decision_refused");
    expect((await list(index)).state).toBe("disputed");
  });
});

/** `npm run test:full` runs 200 pairs. */
const pairs = process.env.FULL === "1" ? 200 : 12;

it(`${pairs} racing pairs are one decision or a clear refusal each, with one entry each`, async () => {
  const provider = await startRequestProvider(
    pairs,
    Array.from({ length: pairs }, (_, index) => statusOf(index)),
    upperCaseIds,
  );
  const server = await startServer({
    ...providerSettings(provider.url),
    REQUIRE_SECOND_REVIEW: "off",
    RATE_LIMIT_PER_MINUTE: "0",
    DISTINCT_EVIDENCE_PER_DAY: "0",
  });
  const people = await Promise.all(
    (["reviewer", "reviewer2"] as const).map(async (account) => {
      const client = new ApiClient(server.url);
      await client.signIn(account);
      return client;
    }),
  );
  try {
    for (let index = 0; index < pairs; index += 1) {
      const path = `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(index)}`;
      const answers = await Promise.all(
        people.map(async (client) => {
          const status = JSON.parse((await client.send(`${path}/status`)).body.toString());
          const body = {
            ...{ outcome: "escalate", reason: "identity_unclear", note: "" },
            boundTo: { status: sha256(status.raw), conclusion: "not_checked" },
          };
          return client.send(`${path}/decisions`, { method: "POST", text: JSON.stringify(body), headers: json });
        }),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { decisions } = JSON.parse((await people[0]?.send(`${path}/decisions`))?.body.toString() ?? "{}");
      expect(decisions).toHaveLength(1);
    }
  } finally {
    for (const client of people) client.end();
    await server.end();
    await provider.end();
  }
});
