import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { appendGroup } from "./append-entries.ts";
import { emptyFilter, type LogFilter } from "./log-filter.ts";
import { type AuditEvent, emptyAuditEvent, parseInput } from "./model.ts";
import { readLog } from "./read-log.ts";

const now = Date.parse("2026-11-23T10:00:00Z");
const minuteMs = 60_000;

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
    log = await openTestLog(undefined, () => now);
  });
  afterEach(async () => log.end());

  const total = 3_000;
  /** More entries than the first range of sequences that a search reads. */
  const fill = async () => {
    for (let from = 0; from < total; from += 250)
      await appendGroup(
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
    const time = (sequence: number) => now - (total + 1 - sequence) * minuteMs;
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
      [{ ticket: "CASE-1" }, ({ ticket }) => ticket === "CASE-1"],
      [{ event: "search" }, ({ event }) => event === "search"],
      [{ event: "key_rotation" }, () => false],
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
    const sequences = Array.from({ length: total }, (_, index) => total - index);
    for (const [filter, matches] of cases)
      expect(await readAll(filter), JSON.stringify(filter)).toEqual(
        sequences.filter((sequence) => matches(describeEvent(sequence - 1), sequence)),
      );
  });

  it("finds entries of a period whose times run backwards", async () => {
    await appendGroup(
      log.target,
      [5, 1, 9, 2].map((days) => parseInput(describeEvent(days), now - days * 24 * 60 * minuteMs)),
    );
    const period = { from: now - 6 * 24 * 60 * minuteMs, to: now - 2 * 24 * 60 * minuteMs + 1 };
    expect(await readAll(period)).toEqual([4, 1]);
  });

  it("ends at once for a log with an entry far behind the others", async () => {
    await appendGroup(log.target, [parseInput(describeEvent(1), now), parseInput(describeEvent(2), now)]);
    await log.database.main
      .updateTable("audit_entries")
      .set({ sequence: Number.MAX_SAFE_INTEGER - 1 })
      .where("sequence", "=", 2)
      .execute();
    expect(await readAll({ ticket: "CASE-1" })).toEqual([]);
    expect(await readAll({})).toEqual([Number.MAX_SAFE_INTEGER - 1, 1]);
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
    await appendGroup(
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
    ]);
    expect(await flags({ ticket: "CASE-200" })).toEqual(["CASE-200 before_previous"]);
    expect(await flags({ ticket: "CASE-70" })).toEqual(["CASE-70 null"]);
  });

  it("shows an entry whose stored time is not a date", async () => {
    await appendGroup(log.target, [parseInput(describeEvent(1), now)]);
    await log.database.main.updateTable("audit_entries").set({ at: Number.MAX_SAFE_INTEGER }).execute();
    expect((await read({})).items).toMatchObject([{ at: "+275760-09-13T00:00:00.000Z", timeAnomaly: "in_future" }]);
  });
});
