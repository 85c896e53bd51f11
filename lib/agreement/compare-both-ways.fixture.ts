import { expect, it } from "vitest";
import type { CompareFunction } from "./comparison.ts";

/** Compares in both directions, which must agree, and returns outcome and rule. */
export const both = (compare: CompareFunction, left: string, right: string) => {
  const found = compare(left, right);
  expect(compare(right, left)).toEqual(found);
  return `${found.outcome} ${found.rule}`;
};

/** Tests each pair of values: left, right, expected outcome and rule. */
export const compareEach = (
  compare: CompareFunction,
  rows: readonly [left: string, right: string, expected: string][],
) => it.each(rows)("%s and %s: %s", (left, right, expected) => expect(both(compare, left, right)).toBe(expected));
