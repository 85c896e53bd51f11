import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";

/** Decisions and their second review by the API alone, with both databases and the real provider protocol. */

type Account = "reviewer" | "reviewer2" | "lead" | "everything" | "auditor" | "admin";
const accounts: Account[] = ["reviewer", "reviewer2", "lead", "everything", "auditor", "admin"];
const json = { "content-type": "application/json" };
const cases = 20;
const statuses = Array.from({ length: cases }, (_, index) =>
  JSON.stringify(
    index === 1
      ? { id: "evidence-1", status: "IN_REVIEW", startedAt: new Date().toISOString() }
      : { id: `evidence-${index}`, status: "COMPLETED", completedAt: "2026-11-20T10:00:00Z" },
  ),
);
const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");

type Draft = { outcome: string; reason: string; note: string; boundTo: object; supersedes?: string | null };

describe.each(["SQLite", "PostgreSQL"] as const)("decisions, %s", (kind) => {
  let provider: RequestProvider;
  let postgres: RunningPostgres | null = null;
  let server: RunningServer;
  const clients = new Map<Account, ApiClient>();
  const as = (account: Account) => clients.get(account) as ApiClient;
  beforeAll(async () => {
    provider = await startRequestProvider(cases, statuses);
    postgres = kind === "PostgreSQL" ? await startPostgres() : null;
    server = await startServer({
      ...providerSettings(provider.url),
      REQUIRE_SECOND_REVIEW: "all",
      RATE_LIMIT_PER_MINUTE: "0",
      ...(postgres ? { DATABASE_URL: postgres.url() } : {}),
    });
    for (const account of accounts) {
      const client = new ApiClient(server.url);
      await client.signIn(account);
      clients.set(account, client);
    }
  });
  afterAll(async () => {
    for (const client of clients.values()) client.end();
    await server?.end();
    await postgres?.end();
    await provider?.end();
  });

  const evidence = (index: number) => `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(index)}`;
  async function send(account: Account, path: string, body?: unknown, method = body === undefined ? "GET" : "POST") {
    const text = body === undefined ? {} : { text: JSON.stringify(body), headers: json };
    const response = await as(account).send(path, { method, ...text });
    return {
      status: response.status,
      body: /^application\/(?:problem\+)?json/.test(response.headers["content-type"] ?? "")
        ? JSON.parse(response.body.toString() || "{}")
        : {},
      raw: response.body.toString(),
    };
  }
  /** Opens status and record as a person does. @returns what a decision of that person is bound to */
  async function open(account: Account, index: number) {
    const [status, record] = [
      await as(account).send(`${evidence(index)}/status`),
      await as(account).send(`${evidence(index)}/record`),
    ];
    const raw = JSON.parse(status.body.toString());
    const bytes = typeof raw.raw === "string" ? raw.raw : Buffer.from(raw.rawBase64, "base64");
    return { status: sha256(bytes), record: sha256(record.body), conclusion: "partly_checked" };
  }
  const draft = (boundTo: object, given: Partial<Draft> = {}): Draft => ({
    ...{ outcome: "accept", reason: "identity_confirmed", note: "Files were not opened." },
    ...given,
    boundTo,
  });
  const decide = (account: Account, index: number, body: unknown) =>
    send(account, `${evidence(index)}/decisions`, body);
  const challenge = (account: Account, index: number, body: unknown) =>
    send(account, `${evidence(index)}/decisions/challenge`, body);
  const list = (account: Account, index: number) => send(account, `${evidence(index)}/decisions`);
  const entriesOf = async (index: number) =>
    (await send("auditor", "/api/audit?event=decision&limit=100")).body.items.filter(
      ({ evidenceId }: { evidenceId: string }) => evidenceId === provider.evidenceId(index),
    );
  const rejection = { outcome: "reject", reason: "another_person", note: "Secret note of the first" };

  it("are bound to what the person received whole, and are refused for everything else", async () => {
    const never = { status: sha256("never"), record: null, conclusion: "partly_checked" };
    expect((await decide("reviewer", 0, draft(never))).body.code).toBe("decision_refused");
    const bound = await open("reviewer", 0);
    for (const forged of [
      { ...bound, record: sha256("forged") },
      { ...bound, files: bound.record },
      { ...bound, document: bound.record },
      { ...bound, status: null },
      { ...bound, conclusion: "consistent" },
      { ...bound, conclusion: "token_invalid" },
      { ...bound, conclusion: "failed" },
    ])
      expect((await decide("reviewer", 0, draft(forged))).body.code, JSON.stringify(forged)).toBe("decision_refused");
    expect((await decide("reviewer2", 0, draft(bound))).body.code).toBe("decision_refused");
    expect((await decide("reviewer", 0, draft(bound, { note: "" }))).body.detail).toContain("the files, the token");
    for (const account of ["auditor", "admin"] as const)
      expect((await decide(account, 0, draft(bound))).status).toBe(403);
    const pending = await open("reviewer", 1);
    const early = draft({ ...pending, conclusion: "not_completed" });
    expect((await decide("reviewer", 1, early)).body.detail).toContain("completed");
    expect((await list("reviewer", 0)).body).toMatchObject({ decisions: [], state: "undecided" });
  });

  it("are blind until the second person has decided, on every answer's bytes", async () => {
    const [mine, theirs] = [await open("reviewer", 2), await open("reviewer2", 2)];
    const first = await decide("reviewer", 2, draft(mine, rejection));
    expect(first.body).toMatchObject({
      state: "second_review_pending",
      decisions: [{ outcome: "reject", review: "first" }],
    });
    for (const account of ["reviewer2", "lead", "everything", "auditor", "admin"] as const) {
      const seen = await list(account, 2);
      expect(Object.keys(seen.body.decisions[0]).sort()).toEqual(["at", "hidden", "id", "person", "review"]);
      for (const word of ["reject", "another_person", "Secret note", first.body.decisions[0].sha256])
        expect(JSON.stringify({ ...seen.body, mine: null }), `${account} ${word}`).not.toContain(word);
    }
    const pendingIn = async (account: Parameters<typeof send>[0]) => {
      const { body } = await send(account, "/api/views/all");
      const known = body.items.flatMap((item: { evidence: { decision: string }[] }) => item.evidence);
      return known.filter(({ decision }: { decision: string }) => decision === "second_review_pending");
    };
    // The first reviewer reads their own outcome in the list, and no other account does.
    expect((await pendingIn("reviewer")).map(({ ownOutcome }: { ownOutcome?: string }) => ownOutcome)).toContain(
      "reject",
    );
    for (const account of ["reviewer2", "lead", "everything"] as const)
      for (const known of await pendingIn(account)) expect(Object.keys(known), account).not.toContain("ownOutcome");
    for (const path of [
      `/api/audit?event=decision`,
      `/api/audit/export?format=jsonl`,
      `/api/views/all`,
      `/api/views`,
    ]) {
      const account = path.startsWith("/api/audit") ? "auditor" : "reviewer2";
      const { raw, status } = await send(account, path);
      expect(status, path).toBe(200);
      for (const word of ["another_person", "Secret note", '"reject"', "rejected"])
        expect(raw, path).not.toContain(word);
    }
    expect((await decide("reviewer2", 2, draft(theirs, { ...rejection, note: "Mine" }))).body).toMatchObject({
      state: "rejected",
      decisions: [
        { review: "first", note: "Secret note of the first" },
        { review: "second", note: "Mine" },
      ],
    });
    expect((await list("auditor", 2)).body.decisions).toMatchObject([
      { outcome: "reject", note: null },
      { note: null },
    ]);
  });

  it("that differ are settled by a lead who made neither", async () => {
    for (const account of ["reviewer", "reviewer2", "lead", "everything"] as const) await open(account, 3);
    const bound = await open("reviewer", 3);
    await decide("reviewer", 3, draft(bound, rejection));
    expect((await decide("reviewer2", 3, draft(await open("reviewer2", 3)))).body.state).toBe("disputed");
    for (const account of ["reviewer", "reviewer2", "everything"] as const)
      expect((await decide(account, 3, draft(await open(account, 3)))).body.code).toBe("decision_refused");
    const settled = await decide("lead", 3, draft(await open("lead", 3)));
    expect(settled.body).toMatchObject({ state: "accepted", decisions: [{}, {}, { review: "lead", role: "lead" }] });
  });

  it("cannot be sent twice, altered, or confirmed by another person or session", async () => {
    const bound = await open("reviewer", 4);
    const { canonical, digest } = (await challenge("reviewer", 4, draft(bound, rejection))).body;
    expect(digest).toBe(sha256(canonical));
    const altered = canonical.replace('"outcome":"reject"', '"outcome":"accept"');
    expect((await decide("reviewer", 4, { canonical: altered })).body.code).toBe("decision_refused");
    expect((await decide("reviewer", 4, { canonical: ` ${canonical}` })).status).toBe(400);
    await open("reviewer2", 4);
    expect((await decide("reviewer2", 4, { canonical })).body.code).toBe("decision_refused");
    expect((await decide("reviewer", 5, { canonical })).body.code).toBe("decision_refused");
    const again = new ApiClient(server.url);
    await again.signIn("reviewer");
    const text = { method: "POST", text: JSON.stringify({ canonical }), headers: json };
    expect((await again.send(`${evidence(4)}/decisions`, text)).status).toBe(409);
    again.end();
    const answers = await Promise.all(Array.from({ length: 8 }, () => decide("reviewer", 4, { canonical })));
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual([]);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect((await decide("reviewer", 4, { canonical })).status).toBe(200);
    expect((await list("reviewer", 4)).body.decisions).toHaveLength(1);
    const entries = await entriesOf(4);
    expect(entries).toHaveLength(1);
    expect(entries[0].detail).toEqual({ decisionId: JSON.parse(canonical).id, sha256: digest });
  });

  it("of one person are never enough, whatever they withdraw or revise", async () => {
    const bound = await open("reviewer", 6);
    const first = (await decide("reviewer", 6, draft(bound, rejection))).body.decisions[0];
    const revised = await decide("reviewer", 6, draft(bound, { supersedes: first.id }));
    expect(revised.body.state).toBe("second_review_pending");
    const own = revised.body.decisions[1].id;
    const withdrawal = { outcome: "withdraw", reason: "recorded_by_mistake", note: "" };
    expect((await decide("reviewer", 6, draft(bound, { ...withdrawal, supersedes: own }))).body.state).toBe(
      "undecided",
    );
    expect((await decide("reviewer", 6, draft(bound))).body.state).toBe("second_review_pending");
    const seen = (await list("reviewer2", 6)).body.decisions;
    expect(seen).toHaveLength(4);
    expect(seen.every(({ hidden }: { hidden?: boolean }) => hidden === true)).toBe(true);
  });

  it("of racing persons are recorded once each or refused, and each has its entry", async () => {
    for (let index = 7; index < 13; index += 1) {
      const [mine, theirs] = [await open("reviewer", index), await open("reviewer2", index)];
      const answers = await Promise.all([
        decide("reviewer", index, draft(mine)),
        decide("reviewer2", index, draft(theirs)),
        decide("reviewer", index, draft(mine)),
      ]);
      for (const { status, body } of answers) expect([200, 409], JSON.stringify(body)).toContain(status);
      const recorded = (await list("lead", index)).body.decisions;
      const entries = await entriesOf(index);
      expect(entries).toHaveLength(recorded.length);
      expect(recorded.length).toBeGreaterThan(0);
    }
  });
});
