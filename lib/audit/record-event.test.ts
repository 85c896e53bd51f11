import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "#lib/database/connection";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { emptyTreeHash } from "#lib/transparency-log/tree-head";
import { openTestLog, type TestLog, testSecrets } from "../../e2e/support/audit-log.ts";
import { computeMac } from "./canonical-entry.ts";
import { fromRow } from "./entry-row.ts";
import { AuditWriter } from "./group-commit.ts";
import { type AuditEvent, emptyAuditEvent, parseInput } from "./model.ts";

describe("access log", () => {
  let log: TestLog;
  beforeEach(async () => {
    log = await openTestLog(testSecrets.slice(1));
  });
  afterEach(async () => log.end());

  const input = (more: Partial<AuditEvent> = {}): AuditEvent => ({ ...emptyAuditEvent, event: "search", ...more });
  const stored = async () =>
    (await log.database.main.selectFrom("audit_entries").selectAll().orderBy("sequence").execute()).map(fromRow);
  const appendWith = (secrets: readonly string[]) =>
    new AuditWriter(async () => ({ ...log.target, keys: deriveAuditKeys(secrets) })).append(parseInput(input(), 1));

  it("chains each entry to its predecessor when a hundred callers share commits", async () => {
    const writer = new AuditWriter(async () => log.target);
    const sequences = await Promise.all(
      Array.from({ length: 100 }, (_, index) => writer.append(parseInput(input({ requestId: `r${index}` }), index))),
    );
    expect(new Set(sequences).size).toBe(100);
    let previous = emptyTreeHash;
    for (const { mac, ...entry } of await stored()) {
      expect(entry.previous).toBe(previous);
      expect(mac).toBe(computeMac(log.target.keys[0], entry));
      previous = mac;
    }
    expect((await stored()).at(-1)?.sequence).toBe(100);
  });

  it("records the change to a newer key, and never returns to a retired one", async () => {
    await appendWith(testSecrets.slice(1));
    await appendWith(testSecrets);
    await appendWith(testSecrets.toReversed());
    const entries = await stored();
    const [newer, older] = deriveAuditKeys(testSecrets).map(({ id }) => id);
    expect(entries.map(({ event }) => event)).toEqual(["search", "key_rotation", "search", "search"]);
    expect(entries[1]?.detail).toBe(JSON.stringify({ from: older, to: newer }));
    expect(entries[3]?.keyId).toBe(newer);
  });

  it("rejects entries if AUDIT_KEY lacks the key of the last entry", async () => {
    await appendWith(testSecrets.slice(1));
    await expect(appendWith(testSecrets.slice(0, 1))).rejects.toThrow("AUDIT_KEY");
  });

  it("rejects entries if the log ends before one that it saw committed", async () => {
    const writer = new AuditWriter(async () => log.target);
    await writer.append(parseInput(input(), 1));
    await writer.append(parseInput(input(), 2));
    await log.database.main.deleteFrom("audit_entries").where("sequence", "=", 2).execute();
    await expect(writer.append(parseInput(input(), 3))).rejects.toThrow("was committed before");
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
