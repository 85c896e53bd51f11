import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { appendLegacyGroup } from "../../e2e/support/legacy-log-writer.ts";
import { appendEntries } from "./append-entries.ts";
import { findSpellings } from "./id-spellings.ts";
import { type AuditEvent, emptyAuditEvent, parseInput, type UnsignedEntry } from "./model.ts";
import { readHistory, readLookUps } from "./read-history.ts";

const now = Date.parse("2026-11-23T10:00:00Z");
const minuteMs = 60_000;
const time = (minutes: number) => new Date(now + minutes * minuteMs).toISOString();
const ids = { srId: "ad8ce78b-4c1f-4e0a-9b57-2d6f01c5ef70", evidenceId: "7f3a1c2b-0d4e-4f5a-8b6c-000000000001" };
const person = { subject: "ada", name: "Ada", role: "reviewer" };
const status = { ...emptyAuditEvent, ...ids, person, artefact: "status" };

const writers = {
  "in format 2": {
    write: async (log: TestLog, entry: UnsignedEntry) => void (await appendEntries(log.target, [entry])),
    tamper: sql`update log_entries set content = '{"requestId":"r-2","outcome":"closed","detail":7}' where outcome = 'closed'`,
  },
  "of the former log": {
    write: async (log: TestLog, entry: UnsignedEntry) => void (await appendLegacyGroup(log.target, [entry])),
    tamper: sql`update audit_entries set detail = '{' where outcome = 'closed'`,
  },
} as const;

describe.each(Object.keys(writers) as (keyof typeof writers)[])("the history of an evidence %s", (format) => {
  const { write, tamper } = writers[format];
  let log: TestLog;
  beforeEach(async () => {
    log = await openTestLog(undefined, () => now);
  });
  afterEach(async () => log.end());

  const append = (event: AuditEvent, minutes: number) => write(log, parseInput(event, now + minutes * minuteMs));
  const polls = async (requestId: string, [from, to]: [number, number | null], closing: Partial<AuditEvent> = {}) => {
    const poll = { ...status, event: "status_poll", requestId } as const;
    await append({ ...poll, outcome: "opened" }, from);
    if (to !== null) await append({ ...poll, outcome: "closed", ...closing }, to);
  };
  const read = (before: number | null = null) => readHistory(log.database.reader, ids, before, now);

  it("shows each run of polls once, with count, period and digest", async () => {
    const detail = { count: 14, from: time(2), to: time(31), changes: 1 };
    await polls("r-1", [2, 34], { sha256: "d".repeat(64), bytes: 99, detail });
    const { items } = await read();
    expect(items).toMatchObject([
      {
        at: time(2),
        name: "Ada",
        sha256: "d".repeat(64),
        bytes: 99,
        polls: { count: 14, from: time(2), to: time(31) },
      },
    ]);
  });

  it("shows runs of older versions: the count alone, or an opening without an end", async () => {
    await polls("r-1", [0, 5], { detail: { count: 12 } });
    await polls("r-2", [10, null]);
    const { items } = await read();
    expect(items.map((item) => item.polls)).toEqual([
      { count: null, from: time(10), to: null },
      { count: 12, from: time(0), to: time(5) },
    ]);
  });

  it("shows the count of a run that goes on, and of a tampered closing entry none", async () => {
    await polls("r-1", [0, null]);
    const row = {
      session_id: "x",
      sr_id: ids.srId,
      evidence_id: ids.evidenceId,
      released_at: now,
      state: "open",
    } as const;
    const run = { polls: 3, changes: 0, first_at: now, last_at: now, request_id: "r-1", sha256: "e".repeat(64) };
    await log.database.main
      .insertInto("status_releases")
      .values({ ...row, ...run })
      .execute();
    await polls("r-2", [1, 2], { detail: { count: 2 } });
    await tamper.execute(log.database.main);
    const { items } = await read();
    expect(items.map((item) => item.polls)).toEqual([
      { count: null, from: time(1), to: time(2) },
      { count: 3, from: time(0), to: null },
    ]);
    expect(items[1]?.sha256).toBe("e".repeat(64));
  });

  it.runIf(format === "of the former log")(
    "finds entries of older versions in any spelling of a UUID, by an index, and names each request once",
    async () => {
      const mixed = { srId: `AD8${ids.srId.slice(3)}`, evidenceId: `7F3a${ids.evidenceId.slice(4)}` };
      const other = { ...ids, evidenceId: ids.evidenceId.replace(/1$/, "2") };
      for (const [index, spelled] of [ids, mixed, { ...ids, srId: ids.srId.toUpperCase() }, other].entries())
        await append({ ...status, ...spelled, event: "release", requestId: `r-${index}` }, index);
      const { items } = await read();
      expect(items.map(({ requestId }) => requestId)).toEqual(["r-2", "r-1", "r-0"]);
      expect(await readLookUps(log.database.reader, "ada")).toMatchObject([{ srId: ids.srId }]);
      expect(await findSpellings(log.database.reader, "evidence_id", "7F3A")).toEqual(["7F3A"]);
      const plan = await sql<{ detail: string }>`explain query plan select distinct evidence_id from audit_entries
      where lower(evidence_id) = ${ids.evidenceId} and evidence_id <> lower(evidence_id)`.execute(log.database.main);
      expect(plan.rows.map(({ detail }) => detail).join()).toContain("audit_entries_spelled_evidence");
    },
  );
});
