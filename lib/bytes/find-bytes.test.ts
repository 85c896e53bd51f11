import { expect, it } from "vitest";
import { findBytes, hasBytesAt } from "./find-bytes.ts";

const data = Uint8Array.of(1, 1, 1, 2, 1, 1);

it("finds each offset, also of matches that overlap", () => {
  expect([...findBytes(data, [1, 1])]).toEqual([0, 1, 4]);
  expect([...findBytes(data, [1, 2])]).toEqual([2]);
  expect([...findBytes(data, [2, 2])]).toEqual([]);
});

it("does not match past the end", () => {
  expect([...findBytes(data, [1, 1, 0])]).toEqual([]);
  expect(hasBytesAt(data, 5, [1, 0])).toBe(false);
  expect(hasBytesAt(data, 4, [1, 1])).toBe(true);
});
