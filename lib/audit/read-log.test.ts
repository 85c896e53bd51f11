import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { appendEntries } from "./append-entries.ts";
import { emptyFilter, type LogFilter } from "./log-filter.ts";
import { type AuditEvent, emptyAuditEvent, parseInput } from "./model.ts";
import { readLog } from "./read-log.ts";

const now = Date.parse("2026-11-23T10:00:00Z");
const minuteMs = 60_000;
/** More entries than the first range of numbers that a search reads. */
const total = 3_000;

const people = ["Zoë Müller", "ZOË MEIER", "Ada 100% Lovelace", "under_score", null];

function describeEvent(index: number): AuditEvent {
  const name = people[index % people.length] ?? null;
  return {
    ...emptyAuditEvent,
    event: index % 3 ? "release" : "search",
    person: name === null ? null : { subject: `subject-${index % 5}`, name, role: "reviewer" },
    requestId: `request-${index}`,
    srId: `sr-${index % 11}`,
    evidenceId: `evidence-${index % 13}`,
    ticket: index % 7 ? null : `CASE-${index % 2}`,
  };
}

describe("reading the log", () => {
  let log: TestLog;
  beforeEach(async () => {
    // Entry 1, the start of the log, is older than all others.
    log = await openTestLog(undefined, () => now - 30 * 24 * 60 * minuteMs);
  });
  afterEach(async () => log.end());

  const fill = async () => {
    for (let from = 0; from < total; from += 250)
      await appendEntries(
        log.target,
        Array.from({ length: 250 }, (_, index) =>
          parseInput(describeEvent(from + index), now - (total - from - index) * minuteMs),
        ),
      );
  };
  const read = (filter: Partial<LogFilter>, signal?: AbortSignal) =>
    readLog(log.database.reader, { ...emptyFilter, ...filter }, now, signal);

  /** All sequences of a filter, page by page. */
  async function readAll(filter: Partial<LogFilter>): Promise<number[]> {
    const found: number[] = [];
    for (let before: number | null = null; ; ) {
      const page = await read({ limit: 40, ...filter, before });
      found.push(...page.items.map(({ sequence }) => sequence));
      if (page.nextBefore === null) return found;
      before = page.nextBefore;
    }
  }

  it("finds exactly the matching entries for each filter and for combinations, newest first", async () => {
    await fill();
    const time = (sequence: number) => now - (total + 2 - sequence) * minuteMs;
    const cases: [Partial<LogFilter>, (event: AuditEvent, sequence: number) => boolean][] = [
      [{}, () => true],
      [{ person: "zoë" }, ({ person }) => /zoë/i.test(person?.name ?? "")],
      [{ person: "100% l" }, ({ person }) => person?.name === "Ada 100% Lovelace"],
      [{ person: "r_s" }, ({ person }) => person?.name === "under_score"],
      [{ person: "subject-2" }, ({ person }) => person?.subject === "subject-2"],
      [{ person: "Unknown Person" }, () => false],
      [{ request: "sr-3" }, ({ srId }) => srId === "sr-3"],
      [{ request: "request-77" }, ({ requestId }) => requestId === "request-77"],
      [{ evidence: "evidence-4" }, ({ evidenceId }) => evidenceId === "evidence-4"],
      [{ part: "R-3" }, ({ srId }) => srId === "sr-3"],
      [{ part: "ence-1" }, ({ evidenceId }) => /^evidence-1/.test(evidenceId ?? "")],
      [{ part: "request-77" }, ({ requestId }) => requestId === "request-77"],
      [{ part: "request-" }, () => false],
      [{ part: "e_idence" }, () => false],
      [{ part: "%ence" }, () => false],
      [{ part: "-12", event: "search" }, ({ event, evidenceId }) => event === "search" && evidenceId === "evidence-12"],
      [{ ticket: "CASE-1" }, ({ ticket }) => ticket === "CASE-1"],
      [{ event: "search" }, ({ event }) => event === "search"],
      [{ event: "key_rotation" }, () => false],
      [{ event: "log_started" }, ({ event }) => event === "log_started"],
      [{ from: time(2_990) }, (_, sequence) => sequence >= 2_990],
      [{ to: time(20) }, (_, sequence) => sequence < 20],
      [{ from: time(100), to: time(160) }, (_, sequence) => sequence >= 100 && sequence < 160],
      [{ from: time(160), to: time(100) }, () => false],
      [
        { person: "zoë", event: "search", request: "sr-3", to: time(1_000) },
        ({ person, event, srId }, sequence) =>
          /zoë/i.test(person?.name ?? "") && event === "search" && srId === "sr-3" && sequence < 1_000,
      ],
    ];
    const sequences = Array.from({ length: total + 1 }, (_, index) => total + 1 - index);
    const eventOf = (sequence: number): AuditEvent =>
      sequence === 1 ? { ...emptyAuditEvent, event: "log_started" } : describeEvent(sequence - 2);
    for (const [filter, matches] of cases)
      expect(await readAll(filter), JSON.stringify(filter)).toEqual(
        sequences.filter((sequence) => matches(eventOf(sequence), sequence)),
      );
  });

  it("finds entries of a period whose times run backwards", async () => {
    await appendEntries(
      log.target,
      [5, 1, 9, 2].map((days) => parseInput(describeEvent(days), now - days * 24 * 60 * minuteMs)),
    );
    const period = { from: now - 6 * 24 * 60 * minuteMs, to: now - 2 * 24 * 60 * minuteMs + 1 };
    expect(await readAll(period)).toEqual([5, 2]);
  });

  it("ends at once for a log with an entry far behind the others", async () => {
    await appendEntries(log.target, [parseInput(describeEvent(1), now), parseInput(describeEvent(2), now)]);
    await log.database.main
      .updateTable("log_entries")
      .set({ index: Number.MAX_SAFE_INTEGER - 2 })
      .where("index", "=", 2)
      .execute();
    expect(await readAll({ ticket: "CASE-1" })).toEqual([]);
    expect(await readAll({})).toEqual([Number.MAX_SAFE_INTEGER - 1, 2, 1]);
  });

  it("stops a search when its caller leaves", async () => {
    await fill();
    const left = new AbortController();
    const search = read({ person: "Unknown Person" }, left.signal);
    left.abort(new Error("left"));
    await expect(search).rejects.toThrow("left");
  });

  it("flags an entry that is older than those before it or in the future, also if a filter hides those", async () => {
    const ages = [90, 80, 200, 70, -60, 60];
    await appendEntries(
      log.target,
      ages.map((age, index) => parseInput({ ...describeEvent(index), ticket: `CASE-${age}` }, now - age * minuteMs)),
    );
    const flags = async (filter: Partial<LogFilter>) =>
      (await read(filter)).items.map(({ ticket, timeAnomaly }) => `${ticket} ${timeAnomaly}`);
    expect(await flags({})).toEqual([
      "CASE-60 before_previous",
      "CASE--60 in_future",
      "CASE-70 null",
      "CASE-200 before_previous",
      "CASE-80 null",
      "CASE-90 null",
      "null null",
    ]);
    expect(await flags({ ticket: "CASE-200" })).toEqual(["CASE-200 before_previous"]);
    expect(await flags({ ticket: "CASE-70" })).toEqual(["CASE-70 null"]);
  });

  it("shows a release and its outcome as one access, and the outcome alone if its start is not in the period", async () => {
    const at = (minutes: number) => now - minutes * minuteMs;
    const start = { ...describeEvent(1), event: "release", artefact: "record" } as const;
    const end = { ...start, event: "release_outcome", outcome: "whole", bytes: 7, sha256: "ab".repeat(32) } as const;
    const open = { ...describeEvent(4), event: "release", artefact: "record" } as const;
    await appendEntries(log.target, [parseInput(start, at(9)), parseInput(open, at(8))]);
    await appendEntries(log.target, [parseInput(end, at(7))]);
    const shown = async (filter: Partial<LogFilter>) =>
      (await read(filter)).items.map(({ sequence, event, conclusion, bytes, ending, checkpoint }) => ({
        sequence,
        event,
        conclusion,
        bytes,
        end: ending?.sequence ?? null,
        size: checkpoint?.size,
      }));
    const access = { sequence: 2, event: "release", conclusion: "whole", bytes: 7, end: 4, size: 3 };
    const pending = { sequence: 3, event: "release", conclusion: "open", bytes: null, end: null, size: 3 };
    expect((await shown({})).slice(0, 2)).toEqual([pending, access]);
    expect(await shown({ request: start.requestId ?? "" })).toEqual([access]);
    const alone = { sequence: 4, event: "release_outcome", bytes: 7, end: null, size: 4 };
    expect(await shown({ from: at(7) })).toMatchObject([alone]);
    expect(await shown({ event: "release_outcome" })).toMatchObject([alone]);
  });

  it("shows the polls of a status in one row, with both entries, their seals and the checkpoints that cover them", async () => {
    const at = (minutes: number) => now - minutes * minuteMs;
    const opened = { ...describeEvent(1), event: "status_poll", artefact: "status", outcome: "opened" } as const;
    const detail = { count: 42, from: new Date(at(9)).toISOString(), to: new Date(at(2)).toISOString() };
    await appendEntries(log.target, [parseInput(opened, at(9))]);
    await appendEntries(log.target, [parseInput(describeEvent(2), at(5))]);
    await appendEntries(log.target, [parseInput({ ...opened, outcome: "closed", bytes: 9, detail }, at(1))]);
    for (const event of ["", "status_poll"] as const) {
      const page = await read({ event, request: opened.srId ?? "" });
      expect(page.newest).toBe(4);
      expect(page.items).toHaveLength(1);
      const [row] = page.items;
      expect(row).toMatchObject({ sequence: 2, polls: { count: 42 }, bytes: 9, checkpoint: { size: 2 } });
      expect(row?.ending).toMatchObject({ sequence: 4, checkpoint: { size: 4 }, mac: null });
      expect(row?.ending?.commitment).toMatch(/^[0-9a-f]{64}$/);
      expect(row?.ending?.commitment).not.toBe(row?.commitment);
    }
  });

  it("shows an entry whose stored time is not a date", async () => {
    await appendEntries(log.target, [parseInput(describeEvent(1), now)]);
    await log.database.main
      .updateTable("log_entries")
      .set({ at: Number.MAX_SAFE_INTEGER })
      .where("index", "=", 1)
      .execute();
    expect((await read({})).items).toMatchObject([
      { at: "+275760-09-13T00:00:00.000Z", timeAnomaly: "in_future" },
      { event: "log_started" },
    ]);
  });
});
