import { createHash } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { type Deviation, SoftwareAuthenticator } from "./support/software-authenticator.ts";
import { verifyDecision } from "./support/verify-decision.ts";

/** Decisions confirmed with a passkey, by the API alone, with both databases and an authenticator in software. */

type Account = "reviewer" | "reviewer2" | "lead" | "everything" | "auditor" | "admin";
const json = { "content-type": "application/json" };
const cases = 30;
const statuses = Array.from({ length: cases }, (_, index) =>
  JSON.stringify({ id: `evidence-${index}`, status: "COMPLETED", completedAt: "2026-11-20T10:00:00Z" }),
);
const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");

async function call(client: ApiClient, path: string, body?: unknown, method = body === undefined ? "GET" : "POST") {
  const text = body === undefined ? {} : { text: JSON.stringify(body), headers: json };
  const response = await client.send(path, { method, ...text });
  const isJson = /json/.test(response.headers["content-type"] ?? "");
  return { status: response.status, body: isJson ? JSON.parse(response.body.toString() || "{}") : {} };
}

async function enter(server: RunningServer, account: Account): Promise<ApiClient> {
  const client = new ApiClient(server.url);
  await client.signIn(account);
  return client;
}

describe.each(["SQLite", "PostgreSQL"] as const)("passkeys, %s", (kind) => {
  let provider: RequestProvider;
  let postgres: RunningPostgres | null = null;
  let server: RunningServer;
  const clients: ApiClient[] = [];
  const enterAs = async (account: Account) => {
    const client = await enter(server, account);
    clients.push(client);
    return client;
  };
  let mine: ApiClient;
  let theirs: ApiClient;
  let auditor: ApiClient;
  let key: SoftwareAuthenticator;
  let otherKey: SoftwareAuthenticator;
  beforeAll(async () => {
    provider = await startRequestProvider(cases, statuses);
    postgres = kind === "PostgreSQL" ? await startPostgres() : null;
    server = await startServer({
      ...providerSettings(provider.url),
      DECISION_PASSKEY: "1",
      RATE_LIMIT_PER_MINUTE: "0",
      ...(postgres ? { DATABASE_URL: postgres.url() } : {}),
    });
    [mine, theirs, auditor] = [await enterAs("reviewer"), await enterAs("reviewer2"), await enterAs("auditor")];
    [key, otherKey] = [new SoftwareAuthenticator(server.url), new SoftwareAuthenticator(server.url)];
    expect((await enrol(mine, key, "Laptop")).status).toBe(200);
    expect((await enrol(theirs, otherKey, "Phone")).status).toBe(200);
  });
  afterAll(async () => {
    for (const client of clients) client.end();
    await server?.end();
    await postgres?.end();
    await provider?.end();
  });

  /** Changes rows as time, or an attacker of the database, would. */
  async function change(statement: string): Promise<void> {
    if (postgres) {
      await postgres.sql(statement);
      return;
    }
    const database = new DatabaseSync(join(server.dataDir, "evidence-desk.sqlite"), { timeout: 5_000 });
    database.exec(statement);
    database.close();
  }

  const challengeFor = (client: ApiClient) => call(client, "/api/passkeys/challenge", {});
  const add = (client: ApiClient, credential: unknown, name = "Key") =>
    call(client, "/api/passkeys", { name, credential });
  async function enrol(client: ApiClient, with_: SoftwareAuthenticator, name = "Key", given = {}) {
    const { body } = await challengeFor(client);
    return add(client, with_.create(body, given), name);
  }
  const evidence = (index: number) => `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(index)}`;
  async function openAs(client: ApiClient, index: number) {
    const status = JSON.parse((await client.send(`${evidence(index)}/status`)).body.toString());
    const record = await client.send(`${evidence(index)}/record`);
    const raw = typeof status.raw === "string" ? status.raw : Buffer.from(status.rawBase64, "base64");
    const boundTo = { status: sha256(raw), record: sha256(record.body), conclusion: "partly_checked" };
    return { outcome: "accept", reason: "identity_confirmed", note: "Files were not opened.", boundTo };
  }
  async function prepare(client: ApiClient, index: number) {
    const { body, status } = await call(client, `${evidence(index)}/decisions/challenge`, await openAs(client, index));
    expect(status).toBe(200);
    return body as { canonical: string; digest: string };
  }
  const send = (client: ApiClient, index: number, body: unknown) => call(client, `${evidence(index)}/decisions`, body);
  const list = async (client: ApiClient, index: number) =>
    (await call(client, `${evidence(index)}/decisions`)).body.decisions as Record<string, unknown>[];
  const entriesOf = async (event: string) =>
    (await call(auditor, `/api/audit?event=${event}&limit=100`)).body.items as { detail: Record<string, unknown> }[];

  it.each([
    ["ES256, no attestation", -7, false],
    ["ES256, self attestation", -7, true],
    ["EdDSA", -8, false],
    ["RS256", -257, false],
  ] as const)(
    "of %s confirm a decision that is verified offline from the answer alone",
    async (_, algorithm, isSelf) => {
      const index = { "-7": isSelf ? 1 : 0, "-8": 2, "-257": 3 }[algorithm];
      const client = await enterAs("reviewer");
      const own = new SoftwareAuthenticator(server.url, algorithm);
      expect((await enrol(client, own, "Own", { isSelfAttested: isSelf })).status).toBe(200);
      const { canonical, digest } = await prepare(client, index);
      const sent = await send(client, index, { canonical, assertion: own.get(digest) });
      expect(sent.body).toMatchObject({ state: "accepted", decisions: [{ canonical, sha256: digest }] });
      const [decision] = await list(client, index);
      expect(verifyDecision(decision ?? {})).toEqual([]);
      // The check can fail: for another decision, another key, another digest.
      const assertion = decision?.assertion as Record<string, unknown>;
      const altered = canonical.replace('"outcome":"accept"', '"outcome":"reject"');
      expect(verifyDecision({ ...decision, canonical: altered })).toContain("challenge");
      const forged = { ...assertion, signature: otherKey.get(digest).response.signature };
      expect(verifyDecision({ ...decision, assertion: { ...forged, rpId: "elsewhere" } })).toEqual(
        expect.arrayContaining(["domain", "signature"]),
      );
      // The log names the passkey and its key, so that the key in the answer is the one that the person added.
      const spki = Buffer.from(String(assertion.publicKeySpki), "base64");
      const entry = { setting: "passkey", act: "enrolled", passkey: assertion.passkey, publicKey: sha256(spki) };
      expect((await entriesOf("setting_changed")).map(({ detail }) => detail)).toContainEqual(entry);
      const seenByAuditor = (await list(auditor, index))[0];
      expect(seenByAuditor).toMatchObject({ note: null, canonical: null, sha256: digest });
    },
  );

  it("are required for every decision", async () => {
    const { canonical } = await prepare(mine, 4);
    for (const body of [await openAs(mine, 4), { canonical }, { canonical, assertion: null }])
      expect((await send(mine, 4, body)).body.code).toBe("decision_refused");
    for (const assertion of [true, "x", {}, [], { id: "a", rawId: "a", type: "public-key", response: {} }])
      expect((await send(mine, 4, { canonical, assertion })).body.code).toBe("invalid_request");
    expect(await list(mine, 4)).toEqual([]);
  });

  const attacks: [string, Deviation, string][] = [
    ["another origin", { origin: "https://evil.example" }, "passkey_not_valid"],
    ["another domain", { rpId: "evil.example" }, "passkey_not_valid"],
    ["no user verification", { isVerified: false }, "passkey_not_valid"],
    ["no user presence", { isPresent: false }, "passkey_not_valid"],
    ["a frame of another site", { crossOrigin: true }, "passkey_not_valid"],
    ["an enrolment's type", { type: "webauthn.create" }, "passkey_not_valid"],
    ["another account's handle", { userHandle: Buffer.alloc(32).toString("base64url") }, "passkey_of_another"],
    ["an unknown credential", { id: Buffer.alloc(32, 7).toString("base64url") }, "passkey_unknown"],
  ];
  it("are refused with another origin, domain, flag, type, handle or credential", async () => {
    const { canonical, digest } = await prepare(mine, 5);
    for (const [what, deviation] of attacks) {
      const refused = await send(mine, 5, { canonical, assertion: key.get(digest, deviation) });
      expect(refused.body.code, what).toBe("decision_refused");
    }
    const good = key.get(digest);
    const broken = { ...good.response, signature: Buffer.alloc(70, 1).toString("base64url") };
    expect((await send(mine, 5, { canonical, assertion: { ...good, response: broken } })).status).toBe(409);
    expect(await list(mine, 5)).toEqual([]);
    const recorded = (await entriesOf("refused")).map(({ detail }) => detail.reason);
    for (const reason of new Set(attacks.map(([, , name]) => name))) expect(recorded).toContain(reason);
    // The person's own good one still counts: nothing was used up.
    expect((await send(mine, 5, { canonical, assertion: good })).status).toBe(200);
  });

  it("of another person never confirm, whatever ID they send", async () => {
    const { canonical, digest } = await prepare(mine, 6);
    for (const assertion of [
      otherKey.get(digest),
      otherKey.get(digest, { id: key.id }),
      otherKey.get(digest, { id: key.id, userHandle: key.userHandle }),
      key.get(digest, { id: otherKey.id }),
    ])
      expect((await send(mine, 6, { canonical, assertion })).body.code).toBe("decision_refused");
    await openAs(theirs, 6);
    expect((await send(theirs, 6, { canonical, assertion: otherKey.get(digest) })).body.code).toBe("decision_refused");
    expect(await list(mine, 6)).toEqual([]);
  });

  it("confirm one decision only, and once", async () => {
    const [one, other] = [await prepare(mine, 7), await prepare(mine, 8)];
    const assertion = key.get(one.digest);
    expect((await send(mine, 8, { canonical: other.canonical, assertion })).body.code).toBe("decision_refused");
    const random = key.get(sha256("another challenge"));
    expect((await send(mine, 7, { canonical: one.canonical, assertion: random })).status).toBe(409);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send(mine, 7, { canonical: one.canonical, assertion })),
    );
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    // A lost answer: the same decision sent again is the one that stands, also without the assertion.
    expect((await send(mine, 7, { canonical: one.canonical, assertion })).status).toBe(200);
    expect((await send(mine, 7, { canonical: one.canonical })).status).toBe(200);
    expect(await list(mine, 7)).toHaveLength(1);
    const again = await prepare(mine, 9);
    expect((await send(mine, 9, { canonical: again.canonical, assertion })).status).toBe(409);
  });

  it("whose counter goes back or stands still are refused, and it is recorded", async () => {
    const client = await enterAs("reviewer");
    const own = new SoftwareAuthenticator(server.url);
    own.counter = 40;
    expect((await enrol(client, own)).status).toBe(200);
    const { canonical, digest } = await prepare(client, 10);
    for (const counter of [39, 40, 0]) {
      const { body } = await send(client, 10, { canonical, assertion: own.get(digest, { counter }) });
      expect(body.code).toBe("decision_refused");
      expect(body.detail).toContain("counter");
    }
    expect((await entriesOf("refused")).map(({ detail }) => detail.reason)).toContain("passkey_counter");
    expect(await list(client, 10)).toEqual([]);
    expect((await send(client, 10, { canonical, assertion: own.get(digest, { counter: 41 }) })).status).toBe(200);
  });

  it("without a counter confirm again and again", async () => {
    const client = await enterAs("reviewer");
    const own = new SoftwareAuthenticator(server.url);
    expect((await enrol(client, own)).status).toBe(200);
    for (const index of [11, 12]) {
      const { canonical, digest } = await prepare(client, index);
      expect((await send(client, index, { canonical, assertion: own.get(digest, { counter: 0 }) })).status).toBe(200);
    }
  });

  it("that are revoked confirm nothing more, and what they confirmed stays", async () => {
    const client = await enterAs("reviewer");
    const own = new SoftwareAuthenticator(server.url);
    await enrol(client, own, "Lost");
    const before = await prepare(client, 13);
    expect((await send(client, 13, { ...before, assertion: own.get(before.digest) })).status).toBe(200);
    const { items } = (await call(client, "/api/passkeys")).body;
    const { id } = items.find(({ name }: { name: string }) => name === "Lost");
    expect(id).toBe(sha256(own.credentialId).slice(0, 32));
    expect((await call(theirs, `/api/passkeys/${id}`, undefined, "DELETE")).status).toBe(404);
    const after = await prepare(client, 14);
    const assertion = own.get(after.digest);
    expect((await call(client, `/api/passkeys/${id}`, undefined, "DELETE")).status).toBe(204);
    expect((await call(client, `/api/passkeys/${id}`, undefined, "DELETE")).status).toBe(404);
    const refused = await send(client, 14, { canonical: after.canonical, assertion });
    expect(refused.body).toMatchObject({ code: "decision_refused" });
    expect(refused.body.detail).toContain("revoked");
    const [kept] = (await call(client, "/api/passkeys")).body.items.filter((item: { id: string }) => item.id === id);
    expect(kept).toMatchObject({ name: "Lost", credential: null, revokedAt: expect.any(String) });
    expect(verifyDecision((await list(client, 13))[0] ?? {})).toEqual([]);
    expect((await enrol(client, own, "Again")).body.code).toBe("invalid_request");
    const acts = (await entriesOf("setting_changed")).filter(({ detail }) => detail.passkey === id);
    expect(acts.map(({ detail }) => detail.act).sort()).toEqual(["enrolled", "revoked"]);
  });

  it("are added only right after a sign-in, in the session of the challenge, once", async () => {
    const [client, elsewhere] = [await enterAs("reviewer"), await enterAs("reviewer")];
    const own = () => new SoftwareAuthenticator(server.url);
    expect((await add(client, own().create({ challenge: "AAAA", user: { id: "AAAA" } }))).status).toBe(400);
    const first = (await challengeFor(client)).body;
    expect(first).toMatchObject({
      rp: { id: "localhost" },
      authenticatorSelection: { userVerification: "required" },
      attestation: "none",
    });
    expect((await add(elsewhere, own().create(first))).status).toBe(400);
    const second = (await challengeFor(client)).body;
    expect(second.user.id).toBe(first.user.id);
    expect((await add(client, own().create(first))).status, "the one before").toBe(400);
    expect((await add(client, own().create(second))).status, "used by the attempt before").toBe(400);
    const deviations: Deviation[] = [
      { isVerified: false },
      { isPresent: false },
      { origin: "https://evil.example" },
      { rpId: "evil.example" },
      { type: "webauthn.get" },
      { id: Buffer.alloc(32, 9).toString("base64url") },
    ];
    for (const deviation of deviations) {
      const { body } = await challengeFor(client);
      expect((await add(client, own().create(body, deviation))).status, JSON.stringify(deviation)).toBe(400);
    }
    for (const name of ["", " ", "\u200b", "a\nb", "\u202e", "x".repeat(61), 5]) {
      const { body } = await challengeFor(client);
      expect((await call(client, "/api/passkeys", { name, credential: own().create(body) })).status).toBe(400);
    }
    const stolen = await challengeFor(client);
    expect((await add(client, key.create(stolen.body))).body.detail).toContain("added before");
    const credential = own().create((await challengeFor(client)).body);
    const racing = await Promise.all(Array.from({ length: 5 }, () => add(client, credential)));
    expect(racing.filter(({ status }) => status === 200)).toHaveLength(1);

    const open = (await challengeFor(client)).body;
    const started = Date.now() - 5 * 60_000 - 1;
    await change(`update sessions set started_at = ${started} where subject = 'reviewer@demo.test'`);
    const late = await add(client, own().create(open));
    expect(late.body).toMatchObject({ code: "forbidden" });
    expect(late.body.detail).toContain("sign in again");
    expect((await challengeFor(client)).body.code).toBe("forbidden");
    expect((await call(client, "/api/passkeys")).body).toMatchObject({ enrolUntil: null, isRequired: true });
    const ahead = Date.now() + 60_000;
    await change(`update sessions set started_at = ${ahead} where subject = 'reviewer@demo.test'`);
    expect((await challengeFor(client)).body.code).toBe("forbidden");
    await change(`update sessions set started_at = ${Date.now()} where subject = 'reviewer@demo.test'`);
    const stale = (await challengeFor(client)).body;
    await change(`update passkey_challenges set expires_at = ${Date.now() - 1}`);
    expect((await add(client, own().create(stale))).status).toBe(400);
  });

  it("are for reviewers, and at most ten of one person at a time", async () => {
    for (const path of ["/api/passkeys", "/api/passkeys/challenge"])
      expect((await call(auditor, path, path.endsWith("challenge") ? {} : undefined)).status).toBe(403);
    const client = await enterAs("lead");
    for (let count = 0; count < 10; count += 1)
      expect((await enrol(client, new SoftwareAuthenticator(server.url))).status).toBe(200);
    const { body } = await challengeFor(client);
    expect(body).toMatchObject({ code: "invalid_request" });
    expect(body.detail).toContain("10 passkeys");
  });

  it("of a stored decision that was changed are never shown as confirmed", async () => {
    const [good, changed] = [await prepare(mine, 15), await prepare(mine, 16)];
    for (const [index, { canonical, digest }] of [
      [15, good],
      [16, changed],
    ] as const)
      expect((await send(mine, index, { canonical, assertion: key.get(digest) })).status).toBe(200);
    const assertions = `select assertion from decisions where evidence_id = '${provider.evidenceId(15)}'`;
    await change(`update decisions set assertion = (${assertions}) where sha256 = '${changed.digest}'`);
    expect((await call(mine, `${evidence(16)}/decisions`)).body.code).toBe("audit_unavailable");
    expect(await list(mine, 15)).toHaveLength(1);
  });
});

describe("without the setting", () => {
  it("passkeys are neither added nor accepted", async () => {
    const provider = await startRequestProvider(1, statuses);
    const server = await startServer(providerSettings(provider.url));
    const client = await enter(server, "reviewer");
    try {
      expect((await call(client, "/api/passkeys/challenge", {})).body.code).toBe("invalid_request");
      expect((await call(client, "/api/passkeys")).body).toMatchObject({ items: [], isRequired: false });
      const path = `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(0)}`;
      const status = JSON.parse((await client.send(`${path}/status`)).body.toString());
      const boundTo = { status: sha256(status.raw), record: null, conclusion: "partly_checked" };
      const draft = { outcome: "escalate", reason: "identity_unclear", note: "", boundTo };
      const { canonical, digest } = (await call(client, `${path}/decisions/challenge`, draft)).body;
      const assertion = new SoftwareAuthenticator(server.url).get(digest);
      expect((await call(client, `${path}/decisions`, { canonical, assertion })).body.code).toBe("invalid_request");
      const sent = await call(client, `${path}/decisions`, { canonical });
      expect(sent.body.decisions).toMatchObject([{ assertion: null, canonical }]);
    } finally {
      client.end();
      await server.end();
      await provider.end();
    }
  });
});
