import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endDatabase, openDatabase } from "#lib/database/connection";
import { appendLeaves } from "#lib/transparency-log/append-leaves";
import type { LogContext } from "#lib/transparency-log/log-context";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { testSecrets } from "../../e2e/support/audit-log.ts";
import { runTool } from "../../e2e/support/run-tool.ts";
import { dayMs, testEntry } from "../../e2e/support/tree-log.ts";
import { ensureLog } from "./ensure-log.ts";

const old = Date.now() - 500 * dayMs;
const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString();

describe("command line tools, with the server stopped", () => {
  let dataDir: string;
  /** Opens the log as the product does, and closes it again. */
  async function withLog<T>(work: (context: LogContext) => Promise<T>): Promise<T> {
    const database = await openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
    const keys = deriveAuditKeys(testSecrets);
    const context = { kind: "sqlite", log: database.log, keys, originHost: "desk.test", now: () => old } as const;
    return work(context).finally(() => endDatabase(database));
  }
  /** Appends entries whose times are given. */
  const append = (...times: number[]) =>
    withLog(async (context) => {
      const state = await ensureLog(context);
      const entries = times.map((at, position) => testEntry(state.tree.size + position, at));
      return appendLeaves(context, entries, state);
    });
  const sql = (text: string, ...values: (string | number)[]) => {
    const database = new DatabaseSync(join(dataDir, "evidence-desk.sqlite"));
    try {
      return database.prepare(text).all(...values) as Record<string, string | number | null>[];
    } finally {
      database.close();
    }
  };
  const tool = (name: string, ...options: string[]) =>
    runTool({ DATA_DIR: dataDir, AUDIT_KEY: testSecrets.join(","), AUTH_DEMO: "1" }, name, ...options);
  const detailOf = (number: number) => {
    const [row] = sql('select content, event from log_entries where log = 1 and "index" = ?', number - 1);
    return { event: row?.event, ...JSON.parse(String(row?.content)).detail } as Record<string, unknown>;
  };
  const lastNumber = () => Number(sql('select max("index") + 1 as last from log_entries where log = 1')[0]?.last);
  const note = () => String(sql("select note from log_checkpoints order by log desc, size desc limit 1")[0]?.note);
  const keep = (name: string, text: string) => {
    const file = join(dataDir, name);
    writeFileSync(file, text);
    return file;
  };
  /** Expects a refusal that leaves the log as it was. */
  const expectRefused = (name: string, options: string[], reason: string | RegExp) => {
    const before = note();
    const { status, output } = tool(name, ...options);
    expect(output).toMatch(reason);
    expect(status).toBe(2);
    expect(note()).toBe(before);
  };

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  /** 600 entries of 500 days ago, 20 of now: two full tiles. */
  const fill = async () => {
    await append(...Array.from({ length: 599 }, (_, index) => old + index));
    await append(...Array.from({ length: 20 }, (_, index) => Date.now() - 20 + index));
  };

  it("audit:verify reports an intact log, flags times that contradict the order or the clock, and locates a changed entry with exit code 1", async () => {
    await append(old, old + 1, Date.now());
    expect(tool("audit-verify")).toMatchObject({
      status: 0,
      output: expect.stringContaining("4 entries, up to number 4; 2 checkpoints"),
    });
    const hourMs = 60 * 60_000;
    await append(Date.now() - hourMs, Date.now() + 24 * hourMs);
    const flagged = tool("audit-verify");
    expect(flagged).toMatchObject({ status: 0, output: expect.stringContaining("Intact: desk.test/log/") });
    expect(flagged.output).toMatch(
      /entry 5 is 3\d{3}\S* s older than an entry before it; entry 6 is 86\d+\S* s in the future/,
    );
    sql(`update log_entries set content = replace(content, '"Ada"', '"Eve"') where "index" = 1`);
    const { status, output } = tool("audit-verify");
    expect(status).toBe(1);
    expect(output).toMatch(/Not intact at entry 2 \(changed\) of desk\.test\/log\//);
  });

  it("audit:verify --checkpoint detects a truncated log and an old copy, and names a file without checkpoints", async () => {
    await append(old, old + 1, Date.now());
    const [earlier] = sql("select note from log_checkpoints where size = 1");
    const file = keep("checkpoint", note());
    expect(tool("audit-verify", "--checkpoint", file).status).toBe(0);
    sql('delete from log_entries where "index" > 0');
    sql("delete from log_checkpoints where size > 1");
    expect(tool("audit-verify").status).toBe(0);
    expect(tool("audit-verify", "--checkpoint", keep("earlier", String(earlier?.note))).status).toBe(0);
    const { status, output } = tool("audit-verify", "--checkpoint", file);
    expect(status).toBe(1);
    expect(output).toMatch(/Not intact at entry 2 \(end_cut\).*ends at 1, but a checkpoint from outside covers 4/);
    for (const text of ["", "{}\n", note().slice(0, -30)]) {
      const unreadable = tool("audit-verify", "--checkpoint", keep("none", text));
      expect(unreadable).toMatchObject({ status: 2, output: expect.stringContaining("contains no checkpoint") });
    }
  });

  it("audit:prune exports and deletes whole tiles of a year ago or more, and leaves structural entries and those on hold", async () => {
    await fill();
    const before = ["--before", ago(400)];
    await withLog(async () => {
      expect(tool("audit-prune", ...before).output).toContain("Another process of Evidence Desk uses");
    });
    expectRefused("audit-prune", ["--before", ago(364)], "at least one year");
    expectRefused("audit-prune", [], "--before: is missing");
    const held = tool("audit-hold", "--sr-id", "sr-3", "--reason", "court order");
    expect(held.output).toMatch(/Hold [0-9a-f]{8}: 5\d entries are on hold; entry 621 of the log says so/);
    const planned = tool("audit-prune", ...before, "--dry-run");
    expect(planned.output).toMatch(
      /^465 entries to prune, between number 2 and 512\. 46 entries stay, because they are on hold\.\nNothing was pruned/,
    );
    expect(lastNumber()).toBe(621);
    const { status, output } = tool("audit-prune", ...before, "--into", join(dataDir, "out"));
    expect(output).toMatch(/Pruned 465 entries; entry 622 of the log says so.*does not reach backups/);
    expect(status).toBe(0);
    const [name = ""] = readdirSync(join(dataDir, "out"));
    const file = readFileSync(join(dataDir, "out", name));
    const { event, entries, exportSha256 } = detailOf(622);
    expect({ event, exportSha256 }).toEqual({
      event: "pruning",
      exportSha256: createHash("sha256").update(file).digest("hex"),
    });
    expect(String(entries).length).toBeLessThanOrEqual(1_000);
    expect(file.toString().trimEnd().split("\n")).toHaveLength(1 + 465);
    expect(sql('select count(*) as n from log_entries where "index" < 512')).toEqual([{ n: 47 }]);
    expect(tool("audit-verify")).toMatchObject({
      status: 0,
      output: expect.stringContaining("465 pruned with an entry"),
    });
    expect(tool("audit-prune", ...before).output).toMatch(/^0 entries to prune.*\nNothing was pruned/);
    const [key] = JSON.parse(file.toString().split("\n")[0] ?? "").keys.keys;
    const exported = runTool({}, "audit-verify", "--export", join(dataDir, "out", name), "--key", key.vkey);
    expect(exported).toMatchObject({ status: 0, output: expect.stringContaining("465 of 621 entries, each proven") });
  });

  it("audit:erase removes contents of a person or of numbers, and nothing else", async () => {
    await fill();
    const act = ["--before", ago(400), "--reason", "request of 2026-11-02"];
    const without = (name: string) =>
      act.filter((_, index) => index !== act.indexOf(name) && index !== act.indexOf(name) + 1);
    expectRefused("audit-erase", act, "either --person or --entries");
    expectRefused("audit-erase", [...act, "--person", "person-2", "--entries", "5"], "either --person or --entries");
    expectRefused("audit-erase", [...without("--reason"), "--person", "person-2"], "--reason: is missing");
    expectRefused(
      "audit-erase",
      [...without("--reason"), "--reason", " ", "--person", "person-2"],
      "--reason: is missing",
    );
    expectRefused("audit-erase", [...without("--before"), "--person", "person-2"], "--before: is missing");
    expectRefused("audit-erase", ["--before", ago(364), "--reason", "r", "--person", "p"], "at least one year");
    expectRefused("audit-erase", [...act, "--entries", "598-602"], /Nothing was erased\. Entry 601 is of 20/);
    for (const ranges of ["", "9-5", "4,4", "05", "-1"])
      expectRefused("audit-erase", [...act, `--entries=${ranges}`], /is not a range of indexes|must come after/);
    expect(tool("audit-erase", ...act, "--person", "unknown").output).toMatch(
      /^0 entries to erase.*\nNothing was erased/,
    );
    expect(tool("audit-erase", ...act, "--entries", "0").output).toMatch(/^0 entries to erase/);
    const before = note();
    expect(tool("audit-erase", ...act, "--entries", "5-6,9", "--dry-run").output).toMatch(
      /^3 entries to erase, between number 6 and 10\.\nNothing was erased/,
    );
    expect(note()).toBe(before);
    const { status, output } = tool("audit-erase", ...act, "--entries", "5-6,9");
    expect(output).toMatch(/Erased the content of 3 entries; entry 621 of the log says so.*does not reach backups/);
    expect(status).toBe(0);
    expect(detailOf(621)).toEqual({ event: "erasure", entries: "5-6,9", reason: "request of 2026-11-02" });
    expect(sql('select "index" from log_entries where content is null and salt is null and subject is null')).toEqual([
      { index: 5 },
      { index: 6 },
      { index: 9 },
    ]);
    const mine = sql("select count(*) as n from log_entries where subject = 'person-2' and \"index\" < 600")[0]?.n;
    expect(tool("audit-erase", ...act, "--person", "person-2").output).toContain(
      `Erased the content of ${mine} entries`,
    );
    expect(sql("select min(\"index\") as first from log_entries where subject = 'person-2'")[0]?.first).toBeGreaterThan(
      599,
    );
    expect(tool("audit-verify")).toMatchObject({
      status: 0,
      output: expect.stringContaining(`${Number(mine) + 3} erased with an entry`),
    });
  });

  it("audit:hold keeps entries from erasure until audit:release, and both refuse what they cannot do", async () => {
    await fill();
    expectRefused("audit-hold", ["--reason", "r"], "--sr-id: is missing");
    expectRefused("audit-hold", ["--sr-id", "sr-3"], "--reason: is missing");
    expectRefused("audit-hold", ["--sr-id", "sr-99", "--reason", "r"], "no entry of sr-99");
    expectRefused(
      "audit-hold",
      ["--sr-id", "sr-3", "--evidence-id", "evidence-4", "--reason", "r"],
      "no entry of sr-3, evidence evidence-4",
    );
    const { output } = tool(
      "audit-hold",
      "--sr-id",
      "sr-3",
      "--evidence-id",
      "evidence-3",
      "--reason",
      "court order 12/2026",
    );
    const [, hold = ""] = /^Hold ([0-9a-f]{8}):/.exec(output) ?? [];
    expect(detailOf(621)).toMatchObject({
      event: "hold",
      hold,
      srId: "sr-3",
      evidenceId: "evidence-3",
      reason: "court order 12/2026",
    });
    const [held] = sql(
      "select count(*) as n, min(\"index\") as first from log_entries where sr_id = 'sr-3' and event = 'release'",
    );
    const index = String(held?.first);
    const act = ["--before", ago(400), "--reason", "r", "--entries", index];
    expect(tool("audit-erase", ...act).output).toMatch(
      /^0 entries to erase\. 1 entry stays, because it is on hold\.\nNothing was erased/,
    );
    expectRefused("audit-release", [], "--hold: is missing");
    expectRefused("audit-release", ["--hold", "00000000"], "The hold 00000000 does not exist");
    expect(tool("audit-release", "--hold", hold).output).toContain(
      `Released hold ${hold}; entry 622 of the log says so`,
    );
    expect(detailOf(622)).toMatchObject({ event: "hold_released", hold });
    expectRefused("audit-release", ["--hold", hold], "was released already");
    expect(tool("audit-erase", ...act).output).toContain("Erased the content of 1 entries; entry 623");
    expect(tool("audit-verify").status).toBe(0);
  });

  it("audit:restart begins a log with a new origin, and says from where entries were lost", async () => {
    await append(old, old + 1, old + 2);
    const origin = String(sql("select origin from logs")[0]?.origin);
    const later = keep("later", note());
    sql('delete from log_entries where "index" > 1');
    sql("delete from log_checkpoints where size > 1");
    sql('delete from log_entries where "index" > 0');
    expectRefused("audit-restart", [], "--reason: is missing");
    expectRefused("audit-restart", ["--reason", " "], "--reason: is missing");
    expectRefused(
      "audit-restart",
      ["--reason", "r", "--checkpoint", keep("other", note().replaceAll(origin, "other.test/log/00000000"))],
      `no checkpoint that a key of the log ${origin} signed`,
    );
    expectRefused(
      "audit-restart",
      ["--reason", "r", "--checkpoint", keep("forged", readFileSync(later, "utf8").replace("\n4\n", "\n9\n"))],
      "no checkpoint that a key",
    );
    const { status, output } = tool("audit-restart", "--reason", "restored a backup", "--checkpoint", later);
    expect(output).toMatch(
      /The log \S+\/log\/[0-9a-f]{8} has begun, after desk\.test\/log\/\S+ with 1 entries\. Entries from number 2 on were lost/,
    );
    expect(status).toBe(0);
    const logs = sql("select log, origin from logs order by log");
    expect(logs).toMatchObject([{ log: 1, origin }, { log: 2 }]);
    expect(logs[1]?.origin).not.toBe(origin);
    const [first] = sql('select event, content from log_entries where log = 2 and "index" = 0');
    const root = String(sql("select root from log_checkpoints where log = 1 and size = 1")[0]?.root);
    expect(first?.event).toBe("log_started");
    expect(JSON.parse(String(first?.content)).detail).toEqual({
      reason: "restored a backup",
      formerOrigin: origin,
      formerSize: 1,
      formerRoot: root,
      lostFrom: 1,
    });
    expect(tool("audit-verify")).toMatchObject({
      status: 0,
      output: expect.stringContaining(`Before it, ${origin}: 1 entries`),
    });
    sql("update log_entries set at = at + 1 where log = 1");
    expect(tool("audit-verify")).toMatchObject({ status: 1, output: expect.stringContaining(`of ${origin}`) });
  });

  it("acts refuse a log that does not verify, and a database without a log", async () => {
    const acts: [string, string[]][] = [
      ["audit-prune", ["--before", ago(400)]],
      ["audit-erase", ["--before", ago(400), "--reason", "r", "--person", "person-2"]],
      ["audit-hold", ["--sr-id", "sr-3", "--reason", "r"]],
      ["audit-release", ["--hold", "00000000"]],
    ];
    await withLog(async () => undefined);
    for (const [name, options] of [...acts, ["audit-restart", ["--reason", "r"]] as const])
      expect(tool(name, ...options)).toMatchObject({
        status: 2,
        output: expect.stringMatching(/no entries yet|not begun/),
      });
    await fill();
    sql(`update log_entries set at = at + 1 where "index" = 300`);
    for (const [name, options] of acts)
      expectRefused(name, options, /Nothing was changed, because the log \S+ is not intact at entry 301 \(changed\)/);
  });
});
