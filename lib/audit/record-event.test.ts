import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "#lib/database/connection";
import type { LogPlace } from "./append.ts";
import { computeMac, genesis } from "./chain.ts";
import { deriveAuditKeys } from "./keys.ts";
import { type AuditInput, emptyInput, parseInput } from "./model.ts";
import { fromRow } from "./row.ts";
import { AuditWriter } from "./writer.ts";

const secrets = ["first-secret-of-the-tests-0123456789", "older-secret-of-the-tests-0123456789"];

describe("the access log", () => {
  let dataDir: string;
  let database: OpenDatabase;
  let place: LogPlace;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    database = await openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
    place = { kind: "sqlite", log: database.log, keys: deriveAuditKeys(secrets.slice(1)), now: () => 1_000 };
  });
  afterEach(async () => {
    await database.main.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const input = (more: Partial<AuditInput> = {}): AuditInput => ({ ...emptyInput, event: "search", ...more });
  const stored = async () =>
    (await database.main.selectFrom("audit_entries").selectAll().orderBy("sequence").execute()).map(fromRow);

  it("chains each entry to its predecessor, also when a hundred callers share commits", async () => {
    const writer = new AuditWriter(async () => place);
    const sequences = await Promise.all(
      Array.from({ length: 100 }, (_, index) => writer.append(parseInput(input({ requestId: `r${index}` }), index))),
    );
    expect(new Set(sequences).size).toBe(100);
    let previous = genesis;
    for (const { mac, ...entry } of await stored()) {
      expect(entry.previous).toBe(previous);
      expect(mac).toBe(computeMac(place.keys[0], entry));
      previous = mac;
    }
    expect((await stored()).at(-1)?.sequence).toBe(100);
  });

  it("records the change to a newer key, and never goes back to a retired one", async () => {
    const [older] = deriveAuditKeys(secrets.slice(1));
    const rotated = { ...place, keys: deriveAuditKeys(secrets) };
    const lagging = { ...place, keys: deriveAuditKeys(secrets.toReversed()) };
    await new AuditWriter(async () => place).append(parseInput(input(), 1));
    await new AuditWriter(async () => rotated).append(parseInput(input(), 2));
    await new AuditWriter(async () => lagging).append(parseInput(input(), 3));
    const entries = await stored();
    expect(entries.map(({ event }) => event)).toEqual(["search", "key_rotation", "search", "search"]);
    expect(entries[1]?.detail).toBe(JSON.stringify({ from: older.id, to: rotated.keys[0].id }));
    expect(entries[3]?.keyId).toBe(rotated.keys[0].id);
  });

  it("refuses to write after a key that it does not hold", async () => {
    await new AuditWriter(async () => place).append(parseInput(input(), 1));
    const stranger = { ...place, keys: deriveAuditKeys(secrets.slice(0, 1)) };
    await expect(new AuditWriter(async () => stranger).append(parseInput(input(), 2))).rejects.toThrow("AUDIT_KEY");
  });

  it("refuses to write when the log ends before an entry that it saw committed", async () => {
    const writer = new AuditWriter(async () => place);
    await writer.append(parseInput(input(), 1));
    await writer.append(parseInput(input(), 2));
    await database.main.deleteFrom("audit_entries").where("sequence", "=", 2).execute();
    await expect(writer.append(parseInput(input(), 3))).rejects.toThrow("was committed before");
  });

  it("refuses a second process on the same file, in words", async () => {
    const second = openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
    await expect(second).rejects.toThrow("Another process of Evidence Desk uses");
  });
});
