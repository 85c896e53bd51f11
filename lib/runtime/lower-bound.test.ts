import fc from "fast-check";
import { expect, it } from "vitest";
import { lowerBound, lowerBoundNear } from "./lower-bound.ts";

const ascending = fc
  .array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 })
  .map((list) => list.sort((a, b) => a - b));

it("returns the first index that is not before, or the end", () => {
  fc.assert(
    fc.property(ascending, fc.integer({ min: -1, max: 51 }), (list, wanted) => {
      const expected = list.findIndex((value) => value >= wanted);
      const found = lowerBound(0, list.length, (index) => (list[index] as number) < wanted);
      expect(found).toBe(expected < 0 ? list.length : expected);
    }),
  );
});

it("returns the same in growing steps from an index that is before", () => {
  fc.assert(
    fc.property(ascending, fc.integer({ min: 1, max: 51 }), fc.nat(199), (list, wanted, from) => {
      fc.pre(from < list.length && (list[from] as number) < wanted);
      const isBefore = (index: number) => (list[index] as number) < wanted;
      expect(lowerBoundNear(from, list.length, isBefore)).toBe(lowerBound(0, list.length, isBefore));
    }),
  );
});

it("returns the end of an empty range", () => {
  expect(lowerBound(0, 0, () => true)).toBe(0);
  expect(lowerBoundNear(3, 3, () => true)).toBe(3);
});
