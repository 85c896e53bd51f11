import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseCheckpointFile } from "#lib/transparency-log/checkpoint-note";
import { apiPaths } from "../lib/paths.ts";
import { ApiClient } from "./support/api-client.ts";
import { formerFacts, placeFormerDatabase } from "./support/former-log.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";
import { runTool } from "./support/run-tool.ts";
import { prepareLog, servedSettings } from "./support/served-log.ts";
import { startServer } from "./support/server.ts";

/** The real start of the product on a log that is new, former, cut, of another history, or known from elsewhere. */

let provider: RequestProvider;
let folder: string;
let prepared: string;
let dataDir: string;

beforeAll(async () => {
  provider = await startRequestProvider();
  folder = mkdtempSync(join(tmpdir(), "evidence-desk-"));
  prepared = mkdtempSync(join(tmpdir(), "evidence-desk-"));
  await prepareLog(prepared);
});
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
  cpSync(prepared, dataDir, { recursive: true });
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
afterAll(async () => {
  await provider?.end();
  for (const path of [folder, prepared]) rmSync(path, { recursive: true, force: true });
});

const start = (settings: Record<string, string> = {}) =>
  startServer({ ...providerSettings(provider.url), ...servedSettings, DATA_DIR: dataDir, ...settings });

/** Expects that the product does not start. @returns its output */
async function failToStart(settings: Record<string, string> = {}): Promise<string> {
  const server = await start(settings).catch((error: Error) => error.message);
  if (typeof server === "string") return server;
  await server.end();
  throw new Error(`The server started:\n${server.output()}`);
}

function sql(text: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(dataDir, "evidence-desk.sqlite"));
  try {
    return database.prepare(text).all() as Record<string, unknown>[];
  } finally {
    database.close();
  }
}
const sizes = () => sql("select size from log_checkpoints order by size desc").map(({ size }) => Number(size));
const noteOf = (size: number) => String(sql(`select note from log_checkpoints where size = ${size}`)[0]?.note);
const known = (text: string) => {
  const file = join(folder, "known");
  writeFileSync(file, text);
  return { AUDIT_KNOWN_CHECKPOINT_FILE: file };
};

function cutTo(size: number): void {
  sql(`delete from log_entries where "index" >= ${size}`);
  sql(`delete from log_checkpoints where size > ${size}`);
  sql(`delete from log_tiles where (level = 0 and (number + 1) * 256 > ${size})`);
}

describe("a known checkpoint", () => {
  it("lets the log that it belongs to start, and what that ships is the next known checkpoint", async () => {
    const [size = 0] = sizes();
    const first = await start(known(noteOf(size)));
    const client = new ApiClient(first.url);
    await client.signIn("auditor");
    await client.send(apiPaths.auditCheckpoint());
    client.end();
    await first.end();
    const shipped = parseCheckpointFile(first.output());
    // At the start what is there; then the sign-in at once or within ten seconds; at the end the rest.
    expect(shipped[0]?.size).toBe(size);
    expect(shipped.length).toBeGreaterThanOrEqual(2);
    expect(shipped.at(-1)?.size).toBe(sizes()[0]);
    expect(shipped.map((note) => note.size)).toEqual(shipped.map((note) => note.size).toSorted((a, b) => a - b));
    for (const { noteText, size: shippedSize } of shipped) expect(noteText).toBe(noteOf(shippedSize));
    const second = await start(known(first.output()));
    await second.end();
  });

  it("that is larger than the log stops the start: rolled_back, with both sizes", async () => {
    const [size = 0, , , older = 0] = sizes();
    const note = noteOf(size);
    cutTo(older);
    const output = await failToStart(known(note));
    expect(output).toContain(
      `rolled_back: the access log has ${older} entries, but the known checkpoint covers ${size}`,
    );
    expect(sizes()[0]).toBe(older);
    // Nothing hides it without the setting but the lack of a known checkpoint.
    const server = await start();
    await server.end();
  });

  it("of another history under the same key stops the start: rewritten, with both sizes", async () => {
    const [size = 0, , , older = 0] = sizes();
    const note = noteOf(size);
    cutTo(older);
    const server = await start();
    const client = new ApiClient(server.url);
    while ((sizes()[0] ?? 0) < size) await client.signIn("auditor");
    client.end();
    await server.end();
    const [now = 0] = sizes();
    expect(now).toBeGreaterThanOrEqual(size);
    const output = await failToStart(known(note));
    expect(output).toMatch(
      new RegExp(
        `rewritten: the access log has ${now} entries, but its first ${size} are not those that the known checkpoint of ${size}`,
      ),
    );
  });

  it.each([
    ["empty", () => ""],
    ["torn", () => noteOf(sizes()[0] ?? 0).slice(0, -25)],
    [
      "of another log",
      () => noteOf(sizes()[0] ?? 0).replaceAll(/desk\.test\/log\/[0-9a-f]{8}/g, "desk.test/log/00000000"),
    ],
    ["forged", () => noteOf(sizes()[0] ?? 0).replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`)],
    ["without checkpoints", () => '{"level":"info","msg":"started"}\nother\n'],
  ])("file that is %s stops the start", async (_name, text) => {
    const before = sizes()[0];
    const output = await failToStart(known(text()));
    expect(output).toMatch(/AUDIT_KNOWN_CHECKPOINT_FILE: none of the [01] checkpoints in the file is signed by a key/);
    expect(sizes()[0]).toBe(before);
  });

  it("file that is not there, or one for a database without a log, stops the start", async () => {
    expect(await failToStart({ AUDIT_KNOWN_CHECKPOINT_FILE: join(folder, "nothing") })).toContain(
      "AUDIT_KNOWN_CHECKPOINT_FILE: the file can't be read",
    );
    const note = noteOf(sizes()[0] ?? 0);
    rmSync(dataDir, { recursive: true });
    dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    expect(await failToStart(known(note))).toContain("AUDIT_KNOWN_CHECKPOINT_FILE: the database has no access log");
  });
});

describe("a start on a log that is not good", () => {
  it.each([
    [
      "an entry of the open edge changed",
      'update log_entries set at = at + 1 where "index" = 926',
      "not those that the newest checkpoint covers",
    ],
    ["an entry of the open edge deleted", 'delete from log_entries where "index" = 926', "Entry 927 is missing"],
    [
      "a tile deleted",
      "delete from log_tiles where level = 0 and number = 0",
      "Tile 0 of level 0 of the log is missing",
    ],
    [
      "the newest note changed",
      "update log_checkpoints set note = replace(note, '928', '929') where size = 928",
      "newest checkpoint",
    ],
    ["the newest root changed", "update log_checkpoints set root = 'x' where size = 928", "newest checkpoint"],
  ])("is refused: %s", async (_name, change, says) => {
    sql(change);
    expect(await failToStart()).toContain(says);
  });

  it("is refused without the key of the newest checkpoint, with what to do", async () => {
    const output = await failToStart({ AUDIT_KEY: "another-secret-of-the-tests-0123456789" });
    expect(output).toMatch(
      /AUDIT_KEY: the access log of 928 entries is signed with key [0-9a-f]{8}, which AUDIT_KEY doesn't contain/,
    );
    expect(output).toContain("audit:restart");
  });
});

describe("a database of version 0.1", () => {
  beforeEach(() => {
    rmSync(dataDir, { recursive: true });
    dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    placeFormerDatabase(dataDir);
  });

  it("is migrated by the start; its log is shown, counted, verified, exported and continued", async () => {
    const former = await startRequestProvider(8, [], { srId: "sr-6", evidenceId: (index) => `evidence-${index}` });
    const server = await start(providerSettings(former.url));
    const client = new ApiClient(server.url);
    await client.signIn("everything");
    const json = async (path: string) => JSON.parse((await client.send(path)).body.toString());
    const [first] = sql('select event, content from log_entries where "index" = 0');
    expect(first?.event).toBe("log_started");
    expect(JSON.parse(String(first?.content)).detail).toMatchObject({ ...formerFacts, formerVerified: true });
    const page = await json(apiPaths.audit(new URLSearchParams({ log: "0", limit: "5" })));
    expect(page.items).toHaveLength(5);
    expect(page.items[0]).toMatchObject({ log: 0, sequence: 275, mac: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const current = await json(apiPaths.audit());
    expect(current.items.at(-1)).toMatchObject({ log: 1, sequence: 1, event: "log_started" });
    const history = await json(apiPaths.history("sr-6", "evidence-6"));
    expect(history.items.filter(({ log }: { log: number }) => log === 0).length).toBeGreaterThan(5);
    const verification = await json(apiPaths.auditVerification());
    expect(verification).toMatchObject({
      intact: true,
      format: 2,
      former: [{ format: 1, entries: 222, first: 55, last: 276, root: formerFacts.formerHead, fault: null }],
    });
    const exported = await client.send(apiPaths.auditExport("jsonl", new URLSearchParams({ log: "0" })));
    const lines = exported.body.toString().trimEnd().split("\n");
    expect(lines).toHaveLength(1 + 222);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ format: "evidence-desk-log/1" });
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ sequence: 276, mac: formerFacts.formerHead });
    const csv = await client.send(apiPaths.auditExport("csv", new URLSearchParams({ log: "0" })));
    expect(csv.body.toString()).toContain(formerFacts.formerHead);
    client.end();
    await server.end();
    await former.end();
    const again = await start();
    await again.end();
    expect(sql("select count(*) as n from logs")).toEqual([{ n: 1 }]);
    const tool = runTool({ DATA_DIR: dataDir, AUTH_DEMO: "1", ...servedSettings }, "audit-verify");
    expect(tool).toMatchObject({
      status: 0,
      output: expect.stringContaining("the former log (format 1): 222 entries"),
    });
    sql("update audit_entries set name = 'Eve' where sequence = 100");
    const altered = runTool({ DATA_DIR: dataDir, AUTH_DEMO: "1", ...servedSettings }, "audit-verify");
    expect(altered).toMatchObject({
      status: 1,
      output: expect.stringContaining("Not intact at entry 100 (former_changed)"),
    });
  });

  it("whose log does not verify is migrated all the same, and says so", async () => {
    sql("update audit_entries set name = 'Eve' where sequence = 100");
    const server = await start();
    await server.end();
    const [first] = sql('select content from log_entries where "index" = 0');
    expect(JSON.parse(String(first?.content)).detail).toMatchObject({ ...formerFacts, formerVerified: false });
    const tool = runTool({ DATA_DIR: dataDir, AUTH_DEMO: "1", ...servedSettings }, "audit-verify");
    expect(tool).toMatchObject({ status: 1, output: expect.stringContaining("Not intact at entry 100 (changed)") });
  });
});

describe("an older copy of the database", () => {
  it("under a running process makes it refuse to write, and say so on its log line", async () => {
    const server = await start();
    const client = new ApiClient(server.url);
    await client.signIn("everything");
    const record = `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(0)}/record`;
    expect((await client.send(record)).status).toBe(200);
    const requested = provider.count();
    cutTo(928);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { status, body } = await client.send(record);
      expect([status, JSON.parse(body.toString()).code]).toEqual([503, "audit_unavailable"]);
    }
    expect(provider.count()).toBe(requested);
    expect(sizes()[0]).toBe(928);
    expect(server.output()).toContain('"code":"audit_unavailable","fault":"LogCutError"');
    client.end();
    await server.end();
    expect(sizes()[0]).toBe(928);
  });
});

describe("PostgreSQL", () => {
  let postgres: RunningPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.end());

  it("two starts at once on an empty database begin one log, and both write to it", async () => {
    const settings = { DATABASE_URL: postgres.url() };
    const servers = await Promise.all([start(settings), start(settings), start(settings)]);
    const clients = servers.map(({ url }) => new ApiClient(url));
    await Promise.all(clients.map((client) => client.signIn("auditor")));
    const { rows: logs } = await postgres.sql("select origin from logs");
    expect(logs).toHaveLength(1);
    const { rows: starts } = await postgres.sql(`select "index"::int from log_entries where event = 'log_started'`);
    expect(starts).toEqual([{ index: 0 }]);
    const { rows: signIns } = await postgres.sql("select count(*)::int as n from log_entries where event = 'sign_in'");
    expect(signIns).toEqual([{ n: 3 }]);
    for (const client of clients) {
      const { body } = await client.send(apiPaths.auditVerification());
      expect(JSON.parse(body.toString())).toMatchObject({ intact: true, origin: logs[0]?.origin });
      client.end();
    }
    await Promise.all(servers.map((server) => server.end()));
    // All shipped checkpoints belong to the one history.
    const file = join(folder, "shipped");
    writeFileSync(file, servers.map((server) => server.output()).join("\n"));
    const tool = runTool(
      { DATA_DIR: dataDir, AUTH_DEMO: "1", ...servedSettings, ...settings },
      "audit-verify",
      "--checkpoint",
      file,
    );
    expect(tool).toMatchObject({
      status: 0,
      output: expect.stringMatching(/None of \d+ external checkpoints contradicts it/),
    });
  });
});
