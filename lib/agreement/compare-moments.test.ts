import { describe, expect, it } from "vitest";
import { compareEach } from "./compare-both-ways.fixture.ts";
import { compareMoments, readMoment } from "./compare-moments.ts";

describe("moments", () => {
  compareEach(compareMoments, [
    ["2026-11-23T07:00:00Z", "2026-11-23T08:00:00+01:00", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "2026-11-23T08:00:00+01:00[Europe/Zurich]", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "2026-11-23T07:00:00.250Z", "agrees same_second"],
    ["2026-11-23T07:00:00Z", "1795417200", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "1795417200000", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "2026-11-23T08:00:00", "similar zone_not_stated"],
    ["2026-11-23T07:00:00", "2026-11-23 07:00:00", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "2026-11-25T07:00:00", "differs same_moment"],
    ["2026-11-23T07:00:00Z", "0001-01-01T00:00:00Z", "not_comparable unset"],
    ["2026-11-23T07:00:00Z", "1970-01-01T00:00:00Z", "not_comparable unset"],
    ["2026-11-23T07:00:00Z", "0", "not_comparable unset"],
    ["2026-11-23T07:00:00Z", "9999-12-31T23:59:59Z", "not_comparable unset"],
    ["2026-11-23T07:00:00Z", "yesterday", "not_comparable unknown_time"],
    ["2026-11-23T07:00:00Z", "2026-11-23T07:00:02Z", "differs same_moment"],
  ]);

  it('are not read without a zone, or from values for "not set" and "never"', () => {
    for (const text of ["2026-11-23T07:00:00", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0", ""])
      expect(readMoment(text), text).toBeNull();
  });
});
