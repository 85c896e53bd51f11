import { describe, expect, it } from "vitest";
import { clockToleranceMs, formatEntryTime, formatTimeReport, TimeReporter } from "./entry-times.ts";

const now = Date.parse("2026-11-23T10:00:00Z");

/** Reports on entries whose times are `ages` before now, in ms. */
function report(...ages: number[]) {
  const reporter = new TimeReporter(now);
  for (const [index, age] of ages.entries()) reporter.add({ sequence: index + 1, at: now - age });
  return reporter.report;
}

const flagged = (...ages: number[]) => report(...ages).first.map(({ sequence, anomaly }) => `${sequence} ${anomaly}`);

describe("times of entries", () => {
  it("flag an entry that is older than the one before it, and not those after it", () => {
    expect(flagged(9_000_000, 8_000_000, 8_500_000, 8_400_000, 0)).toEqual(["3 before_previous"]);
  });

  it("flag an entry in the future, and the return to the right time", () => {
    expect(flagged(60_000, -3_600_000, 50_000, 40_000)).toEqual(["2 in_future", "3 before_previous"]);
  });

  it("flag a clock that loses a second with each entry", () => {
    const ages = Array.from({ length: 20 }, (_, index) => 1_000_000 + index * 1_000);
    expect(flagged(...ages).length).toBeGreaterThan(2);
  });

  it("flag a clock that runs back by hours, days and years", () => {
    for (const back of [3_600_000, 86_400_000, 31_536_000_000])
      expect(flagged(1_000, back)).toEqual(["2 before_previous"]);
  });

  it("do not flag entries that waited, or two replicas whose clocks differ by 900 ms", () => {
    const random = (index: number) => ((index * 7_919) % 1_000) / 1_000;
    const ages = Array.from({ length: 2_000 }, (_, index) => {
      const waited = 3_500 * random(index);
      const clock = index % 2 ? 900 : 0;
      return 2_000_000 - index * 20 + waited + clock;
    });
    expect(flagged(...ages)).toEqual([]);
    expect(flagged(0, 900, -900, 0)).toEqual([]);
  });

  it("flag times just beyond the tolerance only", () => {
    expect(flagged(10_000, 10_000 + clockToleranceMs)).toEqual([]);
    expect(flagged(10_000, 10_001 + clockToleranceMs)).toEqual(["2 before_previous"]);
    expect(flagged(-clockToleranceMs)).toEqual([]);
    expect(flagged(-clockToleranceMs - 1)).toEqual(["1 in_future"]);
  });

  it("list at most twenty, and count all", () => {
    const ages = Array.from({ length: 60 }, (_, index) => (index % 2 ? 1_000_000 : 0));
    const { count, first } = report(...ages);
    expect([count, first.length]).toEqual([30, 20]);
    expect(formatTimeReport(report(...ages))).toContain("and 10 more");
  });

  it("name each entry in the text for operators, which is empty without anomalies", () => {
    expect(formatTimeReport(report(2_000, 1_000))).toBe("");
    expect(formatTimeReport(report(1_000, 61_000))).toContain("entry 2 is 60 s older than an entry before it");
    expect(formatTimeReport(report(-60_000))).toContain("entry 1 is 60 s in the future");
  });

  it.each([8.64e15 + 1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, Number.NaN])(
    "can be shown for the stored value %d",
    (at) => {
      expect(formatEntryTime(at)).toMatch(/T00:00:00\.000Z$/);
    },
  );
});
