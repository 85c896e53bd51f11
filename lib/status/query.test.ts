import { expect, it } from "vitest";
import { maxPollMs, pollIntervalMs } from "./query.ts";
import { isUnfinished } from "./schema.ts";

it("polls after 3 s, then more slowly, and at least every minute", () => {
  const delays = Array.from({ length: 30 }, (_, at) => pollIntervalMs(at + 1));
  expect(delays[0]).toBe(3000);
  expect(delays.every((delay, at) => delay >= (delays[at - 1] ?? 0))).toBe(true);
  expect(delays.at(-1)).toBe(60_000);
  expect(maxPollMs).toBe(60_000);
  // Allows at most ten polls in the first minute.
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  expect(sum(delays.slice(0, 10))).toBeGreaterThan(60_000);
});

it("polls only unfinished identifications", () => {
  expect((["not_started", "started", "in_review"] as const).every(isUnfinished)).toBe(true);
  expect((["completed", "failed", "expired", "unknown", undefined] as const).some(isUnfinished)).toBe(false);
});
