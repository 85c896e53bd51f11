import { describe, expect, it } from "vitest";
import { describeReview } from "./review-bar.ts";

const hour = 3_600_000;
const at = (text: string) => Date.parse(text);
/** Tuesday, 24 November 2026, 00:17:22 in Zurich. */
const since = at("2026-11-23T23:17:22Z");

describe("the bar of a review", () => {
  it("counts working hours from Monday to Friday, 8:00 to 22:00 in Zurich", () => {
    const { workedMs, waitedMs, overMs, working } = describeReview(since, since + 85 * hour + 52 * 60_000);
    expect(waitedMs).toBe(85 * hour + 52 * 60_000);
    expect(overMs).toBe(13 * hour + 52 * 60_000);
    // Three whole days of 14 hours, and Friday from 8:00 to 14:09:22.
    expect(workedMs).toBe(3 * 14 * hour + 6 * hour + 9 * 60_000 + 22_000);
    expect(working).toHaveLength(4);
  });

  it("has no working hours on a weekend, and follows summer time", () => {
    const saturday = at("2026-11-28T06:00:00Z");
    expect(describeReview(saturday, saturday + 30 * hour).workedMs).toBe(0);
    // Clocks went forward on Sunday, 28 March 2027: 8:00 is 6:00 UTC on Monday.
    const sunday = at("2027-03-28T12:00:00Z");
    expect(describeReview(sunday, sunday + 24 * hour).working[0]?.fromMs).toBe(at("2027-03-29T06:00:00Z"));
  });

  it("reaches the limit, and now if that is later, and never counts what is still to come", () => {
    for (const waited of [0, 1, 30, 71, 72, 73, 200, 2000]) {
      const nowMs = since + waited * hour;
      const bar = describeReview(since, nowMs);
      expect(bar.toMs).toBe(Math.max(nowMs, bar.limitMs));
      expect(bar.workedMs).toBeLessThanOrEqual(bar.waitedMs);
      expect(bar.overMs > 0).toBe(waited > 72);
      for (const span of bar.working) {
        expect(span.fromMs).toBeGreaterThanOrEqual(bar.fromMs);
        expect(span.toMs).toBeLessThanOrEqual(bar.toMs);
      }
    }
  });
});
