import { expect } from "vitest";
import type { Compare } from "./comparison.ts";

/** Compares in both directions, which must agree, and returns outcome and rule. */
export const both = (compare: Compare, left: string, right: string) => {
  const found = compare(left, right);
  expect(compare(right, left)).toEqual(found);
  return `${found.outcome} ${found.rule}`;
};
