import { expect, it } from "vitest";
import { makeDecision } from "./decisions.fixture.ts";
import { findShown } from "./find-shown.ts";
import type { HiddenDecision, ShownDecision } from "./schema.ts";

const shown = (position: number, outcome: "accept" | "reject" | "withdraw"): ShownDecision =>
  ({ ...makeDecision(position, { outcome }), assertion: null }) as unknown as ShownDecision;
const hidden: HiddenDecision = {
  id: "h",
  at: "2026-11-28T10:00:00.000Z",
  person: "Bob",
  review: "first",
  hidden: true,
};
const accepted = shown(1, "accept");
const own = shown(2, "reject");
const withdrawal = shown(2, "withdraw");

it("is the decision that waits, never an earlier one beside a hidden one", () => {
  expect(findShown({ decisions: [accepted, hidden], state: "second_review_pending" })).toBe(null);
  expect(findShown({ decisions: [accepted, own], state: "second_review_pending" })).toBe(own);
  expect(findShown({ decisions: [accepted, withdrawal], state: "second_review_pending" })).toBe(withdrawal);
});

it("is the one in force, also after a withdrawn first one, and nothing while undecided", () => {
  expect(findShown({ decisions: [accepted], state: "accepted" })).toBe(accepted);
  expect(findShown({ decisions: [accepted, hidden, hidden], state: "accepted" })).toBe(accepted);
  expect(findShown({ decisions: [accepted, withdrawal], state: "undecided" })).toBe(null);
  expect(findShown({ decisions: [], state: "undecided" })).toBe(null);
});
