import { describe, expect, it } from "vitest";
import { compareIds } from "./compare-ids.ts";

describe("IDs", () => {
  it.each([
    ["7", "7.0", "agrees"],
    ["481516234", "481 516 234", "agrees"],
    ["evidence-1", "EVIDENCE-1", "agrees"],
    ["0b7e1f0a-1111-4222-8333-444455556666", "0B7E1F0A-1111-4222-8333-444455556666", "agrees"],
    ["048151623", "48151623", "similar"],
    ["0", "0", "agrees"],
    ["standard-workflow", "12", "not_comparable"],
    ["7", "8", "differs"],
    ["7", "70", "differs"],
    ["evidence-1", "evidence-2", "differs"],
    ["9007199254740993", "9007199254740992", "differs"],
  ])("%s and %s: %s", (left, right, outcome) => {
    expect([compareIds(left, right).outcome, compareIds(right, left).outcome]).toEqual([outcome, outcome]);
  });
});
