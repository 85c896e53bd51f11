import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DatabaseKind, endDatabase, type OpenDatabase, openDatabase } from "#lib/database/connection";
import type { AuditEntryRow, Tables } from "#lib/database/tables";
import { appendLeaves } from "#lib/transparency-log/append-leaves";
import type { LogContext } from "#lib/transparency-log/log-context";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { testSecrets } from "../../e2e/support/audit-log.ts";
import { copyFormerLog, formerFacts, placeFormerDatabase } from "../../e2e/support/former-log.ts";
import { appendLegacyGroup } from "../../e2e/support/legacy-log-writer.ts";
import { clearLogs } from "../../e2e/support/log-mutations.ts";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";
import { readStoredEntries } from "../../e2e/support/stored-entries.ts";
import { testEntry } from "../../e2e/support/tree-log.ts";
import { toNewEntry } from "./canonical-content.ts";
import { formatCanonical } from "./canonical-entry.ts";
import { ensureLog } from "./ensure-log.ts";
import { fromRow } from "./entry-row.ts";
import { exportChunks } from "./export-log.ts";
import { type ExportFacts, jsonLines } from "./format-export.ts";
import type { LegacyCheckpoint } from "./legacy-checkpoint.ts";
import { emptyFilter } from "./log-filter.ts";
import { emptyAuditEvent, parseInput } from "./model.ts";
import { readHistory } from "./read-history.ts";
import { readLog } from "./read-log.ts";
import { verifyLog } from "./verify-log.ts";

const hash = (...parts: (string | Buffer)[]) => {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** Root as RFC 6962 section 2.1 defines it, by its recursion: not the product's code. */
function rootOf(leaves: readonly string[]): Buffer {
  const [only = ""] = leaves;
  if (leaves.length === 1) return hash(Buffer.of(0), only);
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return hash(Buffer.of(1), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

const kinds: DatabaseKind[] = ["sqlite", "postgres"];

describe.each(kinds)("the log of version 0.1 on %s", (kind) => {
  let dataDir: string;
  let postgres: RunningPostgres | null = null;
  let opened: OpenDatabase;
  let context: LogContext;
  let former: AuditEntryRow[];
  const tables = (): Kysely<Tables> => opened.main;
  const verify = (secrets: readonly string[] = testSecrets, legacy: readonly LegacyCheckpoint[] = []) =>
    verifyLog({ tables: tables(), keys: deriveAuditKeys(secrets), now: Date.now }, { notes: [], legacy });
  const begin = async () => {
    await ensureLog(context);
    const [first] = await readStoredEntries(tables());
    return first;
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    const file = placeFormerDatabase(dataDir);
    if (kind === "postgres") {
      postgres = await startPostgres();
      opened = await openDatabase({ kind, url: postgres.url(), migrationUrl: postgres.url() });
      await copyFormerLog(file, tables());
    } else opened = await openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
    const keys = deriveAuditKeys(testSecrets);
    context = { kind, log: opened.log, keys, originHost: "desk.test", now: Date.now };
    former = await tables().selectFrom("audit_entries").selectAll().orderBy("sequence").execute();
  });
  beforeEach(async () => {
    await clearLogs(tables());
    await tables().deleteFrom("audit_entries").execute();
    for (let at = 0; at < former.length; at += 50)
      await tables()
        .insertInto("audit_entries")
        .values(former.slice(at, at + 50))
        .execute();
  });
  afterAll(async () => {
    await endDatabase(opened);
    await postgres?.end();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("is named by entry 0 of the new log, exactly as the specification has it", async () => {
    const first = await begin();
    const formerRoot = rootOf(former.map((row) => `${formatCanonical(fromRow(row))}\n${row.mac}`)).toString("base64");
    const detail = { reason: "format 2", ...formerFacts, formerVerified: true, formerRoot };
    expect(first).toMatchObject({ sequence: 1, event: "log_started", detail });
    expect(Object.keys(first?.detail ?? {}).sort()).toEqual(Object.keys(detail).sort());
    expect(first?.proof).toMatchObject({ content: JSON.stringify({ detail: sorted(detail) }) });
    // The former rows are not touched.
    expect(await tables().selectFrom("audit_entries").selectAll().orderBy("sequence").execute()).toEqual(former);
    expect((await tables().selectFrom("audit_checkpoints").selectAll().execute()).length).toBe(7);
  });

  it("is verified with AUDIT_KEY beside the new log, which continues", async () => {
    const state = await ensureLog(context);
    await appendLeaves(context, [testEntry(1, Date.now()), testEntry(2, Date.now())], state);
    const result = await verify();
    expect(result).toMatchObject({ intact: true, fault: null, format: 2, first: 1, last: 3 });
    const { formerFirst: first, formerLast: last, formerHead: root } = formerFacts;
    expect(result.former).toMatchObject([
      { format: 1, origin: null, entries: 222, first, last, root, checkpoints: 6, fault: null },
    ]);
    // Another start changes nothing.
    await ensureLog(context);
    expect(await readStoredEntries(tables())).toHaveLength(3);
    const unknown = await verify([testSecrets[0] ?? ""]);
    expect(unknown.former[0]?.fault).toMatchObject({ reason: "key_unknown" });
  });

  it("is shown, filtered, exported and counted for the history", async () => {
    await begin();
    const filter = { ...emptyFilter, log: 0, limit: 200 };
    const page = await readLog(tables(), filter, Date.now());
    expect(page.logs).toMatchObject([{ log: 1 }, { log: 0, origin: null }]);
    // A start and its outcome are one row.
    expect(page.items).toHaveLength(24 + 98 + 2);
    expect(page.items.at(-1)?.sequence).toBeGreaterThanOrEqual(formerFacts.formerFirst);
    const mine = await readLog(tables(), { ...filter, request: "sr-6", person: "u-1" }, Date.now());
    const expected = former.filter((row) => row.sr_id === "sr-6" && row.subject === "u-1" && row.event === "release");
    expect(mine.items.map(({ sequence }) => sequence)).toEqual(expected.map((row) => row.sequence).reverse());
    const history = await readHistory(tables(), { srId: "sr-6", evidenceId: "evidence-6" }, null, Date.now());
    const releases = former.filter((row) => row.evidence_id === "evidence-6" && row.event === "release");
    expect(history.items.map(({ log, sequence }) => ({ log, sequence }))).toEqual(
      releases.map(({ sequence }) => ({ log: 0, sequence })).reverse(),
    );
    expect(history.digests).toMatchObject([{ artefact: "record", sha256: "ab".repeat(32) }]);
    let text = "";
    const facts = { exportedAt: 0, exportedBy: "ada", filter: {}, checkpoint: "", keys: null, origin: null };
    const order = { log: 0, filter: emptyFilter, size: formerFacts.formerLast, hasPaths: false };
    for await (const chunk of exportChunks(tables(), order, jsonLines, facts as unknown as ExportFacts)) text += chunk;
    const [head = "", ...lines] = text.trimEnd().split("\n");
    expect(JSON.parse(head)).toMatchObject({ format: "evidence-desk-log/1" });
    expect(lines.map((line) => JSON.parse(line).mac)).toEqual(former.map(({ mac }) => mac));
  });

  it("counts with the new log for the history of one evidence", async () => {
    const state = await ensureLog(context);
    const entry = parseInput(
      {
        ...emptyAuditEvent,
        event: "release",
        srId: "sr-6",
        evidenceId: "evidence-6",
        artefact: "record",
        requestId: "new",
      },
      Date.now(),
    );
    await appendLeaves(context, [toNewEntry(entry)], state);
    const ids = { srId: "sr-6", evidenceId: "evidence-6" };
    const all = await readHistory(tables(), ids, null, Date.now());
    const releases = former.filter((row) => row.evidence_id === "evidence-6" && row.event === "release");
    expect(all.items).toHaveLength(releases.length + 1);
    expect(all.items[0]).toMatchObject({ log: 1, sequence: 2, requestId: "new" });
  });

  it("row 26: a former row that was altered, deleted or added is named, with and without AUDIT_KEY", async () => {
    await begin();
    const middle = former[100] as AuditEntryRow;
    const last = former.at(-1) as AuditEntryRow;
    const at = (sequence: number) => tables().updateTable("audit_entries").where("sequence", "=", sequence);
    const remove = (sequence: number) =>
      tables().deleteFrom("audit_entries").where("sequence", "=", sequence).execute();
    const add = (row: AuditEntryRow) => tables().insertInto("audit_entries").values(row).execute();
    const { sequence } = middle;
    const changes: [string, () => Promise<unknown>, number][] = [
      ...(["subject", "name", "event", "sha256", "detail", "mac", "ticket", "purpose"] as const).map(
        (column): [string, () => Promise<unknown>, number] => [
          column,
          () =>
            at(sequence)
              .set({ [column]: "x" })
              .execute(),
          sequence,
        ],
      ),
      [
        "at",
        () =>
          at(sequence)
            .set({ at: middle.at + 1 })
            .execute(),
        sequence,
      ],
      ["bytes", () => at(sequence).set({ bytes: 1 }).execute(), sequence],
      ["a row deleted", () => remove(sequence), sequence],
      ["the first row deleted", () => remove(formerFacts.formerFirst), formerFacts.formerFirst],
      ["the last row deleted", () => remove(last.sequence), last.sequence],
      ["all rows deleted", () => tables().deleteFrom("audit_entries").execute(), formerFacts.formerFirst],
      ["a row added", () => add({ ...last, sequence: 277, previous: last.mac, mac: "0" }), 277],
      [
        "an entry appended by a process of version 0.1",
        () => appendLegacyGroup(context, [parseInput({ ...emptyAuditEvent, event: "search" }, Date.now())]),
        277,
      ],
    ];
    for (const [name, change, expected] of changes) {
      await change();
      for (const secrets of [testSecrets, [testSecrets[0] ?? ""]]) {
        const { fault, former: logs } = await verify(secrets);
        expect.soft(fault, name).toMatchObject({ reason: "former_changed", origin: null });
        expect(logs).toHaveLength(1);
      }
      expect.soft((await verify()).fault?.sequence, name).toBe(expected);
      await tables().deleteFrom("audit_entries").execute();
      for (let from = 0; from < former.length; from += 50)
        await tables()
          .insertInto("audit_entries")
          .values(former.slice(from, from + 50))
          .execute();
    }
    console.log(`${kind}: ${changes.length} changes of the former log, all named`);
    expect(await verify()).toMatchObject({ intact: true });
  }, 120_000);

  it("that does not verify is migrated all the same, which entry 0 and the verification say", async () => {
    await tables().updateTable("audit_entries").set({ name: "Eve" }).where("sequence", "=", 100).execute();
    const first = await begin();
    expect(first?.detail).toMatchObject({ ...formerFacts, formerVerified: false });
    const { intact, fault, former: logs } = await verify();
    expect({ intact, fault }).toMatchObject({
      intact: false,
      fault: { reason: "changed", sequence: 100, origin: null },
    });
    expect(logs).toMatchObject([{ format: 1, fault: { reason: "changed" } }]);
  });

  it("that is empty begins a log without a former one", async () => {
    await tables().deleteFrom("audit_entries").execute();
    expect((await begin())?.detail).toEqual({ reason: "first start" });
    await tables()
      .insertInto("audit_entries")
      .values(former[0] as AuditEntryRow)
      .execute();
    expect((await verify()).fault).toMatchObject({ reason: "former_changed", sequence: 55 });
  });

  it("agrees with a checkpoint that it shipped, and not with one of another history", async () => {
    await begin();
    const rows = await tables().selectFrom("audit_checkpoints").selectAll().execute();
    const brought = rows.map(({ key_id: keyId, ...row }) => ({ ...row, keyId }));
    expect(await verify(testSecrets, brought)).toMatchObject({ intact: true });
    const [anchor] = brought.filter(({ sequence }) => sequence === 226) as [LegacyCheckpoint];
    expect((await verify(testSecrets, [{ ...anchor, head: "00".repeat(32) }])).fault).toMatchObject({
      reason: "checkpoint_forged",
    });
  });
});

const sorted = (detail: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1)));
