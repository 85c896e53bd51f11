import { expect, it } from "vitest";
import { describeClockSkew, measureClockSkew } from "./clock-skew.ts";

const now = Date.UTC(2026, 10, 27, 12);
const second = now / 1000;

it.each([
  [600, 0, { seconds: 600, isAhead: true, suspect: "provider" }],
  [600, 30, { seconds: 600, isAhead: true, suspect: "provider" }],
  [600, 598, { seconds: 600, isAhead: true, suspect: "here" }],
  [-7200, -7199, { seconds: 7200, isAhead: false, suspect: "here" }],
  [-600, 1, { seconds: 600, isAhead: false, suspect: "provider" }],
  [600, -300, { seconds: 600, isAhead: true, suspect: null }],
  [600, null, { seconds: 600, isAhead: true, suspect: null }],
])("a claim %i s from our clock, a Date header %s s from it", (claimS, dateS, expected) => {
  expect(measureClockSkew(second + claimS, now, dateS === null ? null : now + dateS * 1000)).toEqual(expected);
});

it("says how many seconds, in which direction, and whose clock seems wrong", () => {
  const ahead = describeClockSkew("iat", { seconds: 600, isAhead: true, suspect: "provider" });
  expect(ahead).toMatch(/^the iat claim of the token is 600 s ahead of this machine's clock \(tolerance 30 s\)/);
  expect(ahead).toContain("the clock that signs its tokens seems wrong");
  expect(describeClockSkew("exp", { seconds: 90, isAhead: false, suspect: "here" })).toMatch(
    /90 s behind .*this machine's clock seems wrong/,
  );
  expect(describeClockSkew("nbf", { seconds: 90, isAhead: true, suspect: null })).toContain("check both");
});
