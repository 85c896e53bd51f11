import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "#lib/database/connection";
import { parseCheckpointNote } from "#lib/transparency-log/checkpoint-note";
import { deriveAuditKeys, signingKeyOf } from "#lib/transparency-log/log-keys";
import { isSignedBy } from "#lib/transparency-log/signed-note";
import { openTestLog, type TestLog, testSecrets } from "../../e2e/support/audit-log.ts";
import { readStoredEntries } from "../../e2e/support/stored-entries.ts";
import { AuditWriter } from "./group-commit.ts";
import { type AuditEvent, emptyAuditEvent, parseInput } from "./model.ts";
import { verifyLog } from "./verify-log.ts";

describe("access log", () => {
  let log: TestLog;
  beforeEach(async () => {
    log = await openTestLog(testSecrets.slice(1));
  });
  afterEach(async () => log.end());

  const input = (more: Partial<AuditEvent> = {}): AuditEvent => ({ ...emptyAuditEvent, event: "search", ...more });
  const stored = () => readStoredEntries(log.database.main);
  const checkpoints = () => log.database.main.selectFrom("log_checkpoints").selectAll().orderBy("size").execute();
  const appendWith = (secrets: readonly string[]) =>
    new AuditWriter(async () => ({ ...log.target, keys: deriveAuditKeys(secrets) })).append(parseInput(input(), 1));

  it("gives each entry its number and its checkpoint when a hundred callers share commits", async () => {
    const notes: string[] = [];
    const writer = new AuditWriter(
      async () => log.target,
      (note) => notes.push(note),
    );
    const ids = Array.from({ length: 100 }, (_, index) => `r${index}`);
    const sequences = await Promise.all(
      ids.map((requestId, index) => writer.append(parseInput(input({ requestId }), index))),
    );
    const entries = await stored();
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));
    expect(entries[0]).toMatchObject({ event: "log_started", detail: { reason: "first start" } });
    for (const [index, sequence] of sequences.entries())
      expect(entries[sequence - 1]).toMatchObject({ requestId: ids[index], event: "search" });
    const signed = await checkpoints();
    expect(signed.length).toBeLessThan(50);
    expect(signed.at(-1)).toMatchObject({ size: 101, note: notes.at(-1) });
    const { keys, now } = log.target;
    expect(await verifyLog({ tables: log.database.main, keys, now })).toMatchObject({ intact: true, last: 101 });
  });

  it("records the change to a newer key with both signatures, and never returns to a retired one", async () => {
    await appendWith(testSecrets.slice(1));
    await appendWith(testSecrets);
    await appendWith(testSecrets.toReversed());
    const entries = await stored();
    const { origin } = await log.database.main.selectFrom("logs").selectAll().executeTakeFirstOrThrow();
    const [newer, older] = deriveAuditKeys(testSecrets).map((key) => signingKeyOf(key, origin).verifierKey);
    expect(entries.map(({ event }) => event)).toEqual(["log_started", "search", "key_rotation", "search", "search"]);
    expect(entries[2]?.detail).toEqual({ from: older?.text, to: newer?.text });
    const signers = (await checkpoints()).map(({ note }) =>
      parseCheckpointNote(note)?.note.signatures.map(({ id }) => id),
    );
    expect(signers).toEqual([[older?.id], [older?.id], [older?.id, newer?.id], [newer?.id]]);
    const rotation = parseCheckpointNote((await checkpoints())[2]?.note ?? "");
    for (const key of [older, newer]) expect(rotation && key && isSignedBy(rotation.note, key)).toBe(true);
  });

  it("rejects entries if AUDIT_KEY lacks the key of the newest checkpoint", async () => {
    await appendWith(testSecrets.slice(1));
    await expect(appendWith(testSecrets.slice(0, 1))).rejects.toThrow("AUDIT_KEY");
    expect(await stored()).toHaveLength(2);
  });

  it("rejects entries if the log ends before one that it saw committed", async () => {
    const { main } = log.database;
    const writer = new AuditWriter(async () => log.target);
    await writer.append(parseInput(input(), 1));
    await writer.append(parseInput(input(), 2));
    await main.deleteFrom("log_entries").where("index", "=", 2).execute();
    await main.deleteFrom("log_checkpoints").where("size", "=", 3).execute();
    for (const at of [3, 4]) await expect(writer.append(parseInput(input(), at))).rejects.toThrow("committed before");
    expect(await stored()).toHaveLength(2);
  });

  it("rejects entries if the log has another entry in the place of one that it saw committed", async () => {
    const { main } = log.database;
    const copy = await Promise.all([main.selectFrom("logs").selectAll().execute()]);
    expect(copy).toEqual([[]]);
    const writer = new AuditWriter(async () => log.target);
    await writer.append(parseInput(input(), 1));
    await main.deleteFrom("log_entries").where("index", "=", 1).execute();
    await main.deleteFrom("log_checkpoints").where("size", "=", 2).execute();
    await appendWith(testSecrets.slice(1));
    await expect(writer.append(parseInput(input(), 3))).rejects.toThrow("not those that the newest checkpoint covers");
    expect(await stored()).toHaveLength(2);
  });

  it("rejects a second process on the same file", async () => {
    const { dataDir } = log;
    const second = openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
    await expect(second).rejects.toThrow("Another process of Evidence Desk uses");
  });

  it("replaces text that a database cannot store", () => {
    const content = parseInput(input({ purpose: "a\0b\ud800c", ticket: "x".repeat(500) }), 1);
    expect(content.purpose).toBe("a\ufffdb\ufffdc");
    expect(content.ticket).toHaveLength(200);
  });

  it("rejects an event that is not on the closed list", () => {
    expect(() => parseInput(input({ event: "peek" as "search" }), 1)).toThrow("closed list");
  });
});
