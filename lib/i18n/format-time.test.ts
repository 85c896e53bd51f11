import { expect, it } from "vitest";
import { formatClock, formatInterval, formatLocalTime, formatTime } from "./format-time.ts";

it("writes date, time and zone", () => {
  expect(formatTime("2026-11-23T06:17:14Z", "en", "Europe/Zurich")).toBe("23 Nov 2026, 07:17:14 CET");
  expect(formatTime("2026-11-23T06:17:14Z", "en", "UTC")).toBe("23 Nov 2026, 06:17:14 UTC");
});

it.each([
  [0, "0 sec"],
  [59_000, "59 sec"],
  [65_000, "1 min 5 sec"],
  [660_000, "11 min"],
  [3_900_000, "1 hr 5 min"],
  [90_000_000, "1 day 1 hr"],
  [364 * 86_400_000 + 5, "364 days"],
])("formats %i ms as %s", (lengthMs, words) => {
  expect(formatInterval(lengthMs, "en")).toBe(words);
});

it.each([
  ["2026-11-23T06:17:14.5", "en", "23 Nov 2026, 06:17:14"],
  ["2026-11-23", "en", "23 Nov 2026"],
  ["2026-11-23T06:17:14", "de", "23. Nov. 2026, 06:17:14"],
  ["2026-11-23T23:59:60", "en", "2026-11-23T23:59:60"],
])("formats %s without a zone in %s as %s, without adding one", (text, locale, words) => {
  expect(formatLocalTime(text, locale)).toBe(words);
});

it.each([
  ["en", "14:11:40 CET"],
  ["de", "14:11:40 MEZ"],
])("formats the time of day with its zone in %s", (locale, text) =>
  expect(formatClock("2026-11-27T13:11:40Z", locale, "Europe/Zurich")).toBe(text),
);
