import { expect, it } from "vitest";
import * as timeForms from "./time-forms.ts";

it("formats Zurich time in winter and summer, with a zone, without a zone and as an array", () => {
  expect(timeForms.formatWithNamedZone("2026-11-27T08:09:29.500Z")).toBe("2026-11-27T09:09:29+01:00[Europe/Zurich]");
  expect(timeForms.formatWithNamedZone("2026-07-01T22:30:00Z")).toBe("2026-07-02T00:30:00+02:00[Europe/Zurich]");
  expect(timeForms.formatWithoutZone("2026-11-27T08:09:29.500Z")).toBe("2026-11-27T09:09:29");
  expect(timeForms.formatAsArray("2026-11-27T08:09:29.500Z")).toEqual([2026, 11, 27, 9, 9, 29]);
});

it("formats epoch seconds and milliseconds", () => {
  expect(timeForms.toEpochMilliseconds("2026-11-27T08:09:29.500Z")).toBe(1_795_766_969_500);
  expect(timeForms.toEpochSeconds("2026-11-27T08:09:29.500Z")).toBe(1_795_766_969);
});
