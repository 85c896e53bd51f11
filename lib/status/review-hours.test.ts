import { describe, expect, it } from "vitest";
import { estimateReview, isWorkingTime } from "./review-hours.ts";

const ms = (iso: string) => Date.parse(iso);

describe("the provider's working window", () => {
  it.each([
    ["a winter morning before eight", "2026-11-23T06:59:59Z", false],
    ["a winter morning at eight", "2026-11-23T07:00:00Z", true],
    ["a winter evening before ten", "2026-11-23T20:59:59Z", true],
    ["a winter evening at ten", "2026-11-23T21:00:00Z", false],
    ["a summer morning at eight, an hour earlier in UTC", "2026-07-13T06:00:00Z", true],
    ["a summer morning before eight", "2026-07-13T05:59:59Z", false],
    ["Saturday noon", "2026-11-28T11:00:00Z", false],
    ["Sunday noon", "2026-11-29T11:00:00Z", false],
    ["Friday's last minute", "2026-11-27T20:59:59Z", true],
    ["Saturday's first minute", "2026-11-27T23:00:00Z", false],
    ["Monday at eight after the clocks went forward", "2026-03-30T06:00:00Z", true],
    ["Monday before eight after the clocks went forward", "2026-03-30T05:59:59Z", false],
    ["Monday at eight after the clocks went back", "2026-10-26T07:00:00Z", true],
    ["Monday before eight after the clocks went back", "2026-10-26T06:59:59Z", false],
  ])("%s", (_, at, open) => {
    expect(isWorkingTime(ms(at))).toBe(open);
  });
});

describe("estimate of a pending review", () => {
  it("is minutes in working hours", () => {
    expect(estimateReview(ms("2026-11-23T10:00:00Z"), ms("2026-11-23T10:02:00Z"))).toEqual({ kind: "usual" });
  });
  it("is up to 72 hours outside hours, with its end", () => {
    expect(estimateReview(ms("2026-11-27T22:00:00Z"), ms("2026-11-28T10:00:00Z"))).toEqual({
      kind: "outside",
      until: "2026-11-30T22:00:00.000Z",
    });
  });
  it("is slow in working hours after a long wait", () => {
    expect(estimateReview(ms("2026-11-23T10:00:00Z"), ms("2026-11-23T11:00:00Z"))).toEqual({
      kind: "slow",
      until: "2026-11-26T10:00:00.000Z",
    });
    expect(estimateReview(ms("2026-11-23T10:00:00Z"), ms("2026-11-24T10:00:00Z")).kind).toBe("slow");
  });
  it("is outside hours in the morning if begun in the evening", () => {
    expect(estimateReview(ms("2026-11-23T22:00:00Z"), ms("2026-11-24T09:00:00Z")).kind).toBe("outside");
  });
  it("counts 72 hours across a clock change", () => {
    expect(estimateReview(ms("2026-03-27T20:00:00Z"), ms("2026-03-29T12:00:00Z"))).toEqual({
      kind: "outside",
      until: "2026-03-30T20:00:00.000Z",
    });
    expect(estimateReview(ms("2026-03-27T20:00:00Z"), ms("2026-03-30T20:00:00Z")).kind).not.toBe("overdue");
  });
  it("is overdue after 72 hours", () => {
    expect(estimateReview(ms("2026-11-20T10:00:00Z"), ms("2026-11-23T10:00:01Z")).kind).toBe("overdue");
  });
});
