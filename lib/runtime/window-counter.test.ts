import { expect, it } from "vitest";
import { WindowCounter } from "./window-counter.ts";

it("limits each key within a window", () => {
  const counter = new WindowCounter({ limit: 2, lengthMs: 60_000, maxKeys: 10 });
  expect([counter.count("a", 0), counter.count("a", 1), counter.count("a", 1_000)]).toEqual([null, null, 59]);
  expect(counter.count("b", 1_000)).toBeNull();
  expect(counter.count("a", 60_000)).toBeNull();
});

it("counts keys past the greatest number of keys together", () => {
  const counter = new WindowCounter({ limit: 3, lengthMs: 60_000, maxKeys: 5 });
  const results = Array.from({ length: 1_000 }, (_, index) => counter.count(`address-${index}`, 0));
  expect(results.filter((result) => result === null)).toHaveLength(5 + 3);
});

it("opens a new window after the clock was set back", () => {
  const counter = new WindowCounter({ limit: 1, lengthMs: 60_000, maxKeys: 5 });
  expect([counter.count("a", 1_000_000), counter.count("a", 5)]).toEqual([null, null]);
});
