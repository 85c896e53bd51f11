import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHidden } from "./blind.ts";
import { confirms, readCourse } from "./course.ts";
import { makeDecision, testBound } from "./decisions.fixture.ts";
import type { Decision, Outcome } from "./model.ts";
import { needsSecondReview, placeDecision, type SecondReview } from "./rules.ts";
import { isSamePerson } from "./same-person.ts";

type Actor = { subject: string; email: string | null; isLead: boolean };
const ann = { subject: "ann", email: "ann@bank.test", isLead: false };
const annAgain = { subject: "ann-2", email: " ANN+desk@bank.test", isLead: true };
const bob = { subject: "bob", email: "bob@bank.test", isLead: false };
const eve = { subject: "eve", email: null, isLead: false };
const lea = { subject: "lea", email: "lea@bank.test", isLead: true };
const leo = { subject: "leo", email: null, isLead: true };
const actors = [ann, annAgain, bob, eve, lea, leo];

type Step = { actor: Actor; outcome: Outcome; record: string; isGreen: boolean };

/** Lets each step happen if the rules allow it. @returns what was recorded */
function play(rule: SecondReview, steps: readonly Step[]): Decision[] {
  const decisions: Decision[] = [];
  for (const { actor, outcome, record, isGreen } of steps) {
    const course = readCourse(decisions);
    const boundTo = { ...testBound, record, conclusion: isGreen ? ("consistent" as const) : ("differs" as const) };
    const reading = { state: "completed", verdict: "valid" };
    const needsReview = needsSecondReview(rule, { outcome, boundTo, reading, course, isSampled: false });
    const place = placeDecision(course, actor, { outcome, needsReview });
    if (typeof place === "string") continue;
    const { subject, email } = actor;
    decisions.push(makeDecision(decisions.length + 1, { ...place, subject, email, outcome, boundTo }));
  }
  return decisions;
}

const step = fc.record({
  actor: fc.constantFrom(...actors),
  outcome: fc.constantFrom<Outcome>("accept", "reject", "escalate", "withdraw"),
  record: fc.constantFrom("r1", "r2"),
  isGreen: fc.boolean(),
});
const history = fc.array(step, { maxLength: 14 });

describe("the rules of decisions, for any order of any acts", () => {
  it("with all, nothing comes into force by one person, whatever accounts they have", () =>
    fc.assert(
      fc.property(history, (steps) => {
        const decisions = play("all", steps);
        for (let length = 1; length <= decisions.length; length += 1) {
          const { inForce, makers, state } = readCourse(decisions.slice(0, length));
          if (inForce === null) continue;
          expect(makers.length).toBeGreaterThan(1);
          expect(makers.some((one) => makers.some((other) => !isSamePerson(one, other)))).toBe(true);
          const [last] = makers.slice(-1);
          expect(last).toBeDefined();
          expect(state).not.toBe("undecided");
        }
      }),
      { numRuns: 2_000 },
    ));

  it("with risky, no rejection and no conclusion that is not green comes into force by one person", () =>
    fc.assert(
      fc.property(history, (steps) => {
        const decisions = play("risky", steps);
        const { inForce, makers } = readCourse(decisions);
        if (inForce === null || makers.some((one) => makers.some((other) => !isSamePerson(one, other)))) return;
        expect(inForce).toMatchObject({ outcome: expect.not.stringMatching(/^reject$/), review: "none" });
        expect(inForce.boundTo.conclusion).toBe("consistent");
        expect(decisions.slice(0, decisions.indexOf(inForce)).every(({ review }) => review === "none")).toBe(true);
      }),
      { numRuns: 2_000 },
    ));

  it("only a lead who made neither settles a dispute, and two decisions confirm each other only over equal bytes", () =>
    fc.assert(
      fc.property(history, (steps) => {
        const decisions = play("all", steps);
        for (const [index, decision] of decisions.entries()) {
          const before = readCourse(decisions.slice(0, index));
          if (before.dispute === null) expect(decision.review).not.toBe("lead");
          else {
            const actor = actors.find(({ subject }) => subject === decision.subject);
            expect([actor?.isLead, decision.review]).toEqual([true, "lead"]);
            expect(before.dispute.some((made) => isSamePerson(made, decision))).toBe(false);
          }
          if (decision.review !== "second" || before.waiting === null) continue;
          const after = readCourse(decisions.slice(0, index + 1));
          expect(after.state === "disputed").toBe(!confirms(before.waiting, decision));
        }
      }),
      { numRuns: 2_000 },
    ));

  it("what a person may do never depends on an outcome that is hidden from them", () =>
    fc.assert(
      fc.property(
        history,
        fc.constantFrom(...actors),
        fc.constantFrom<Outcome>("accept", "reject", "escalate"),
        (steps, actor, other) => {
          const decisions = play("all", steps);
          const course = readCourse(decisions);
          const turned = decisions.map((decision) =>
            isHidden(decision, course, actor) && decision.outcome !== "withdraw"
              ? { ...decision, outcome: other }
              : decision,
          );
          for (const outcome of ["accept", "reject", "escalate", "withdraw"] as const) {
            const wanted = { outcome, needsReview: true };
            expect(placeDecision(readCourse(turned), actor, wanted)).toEqual(placeDecision(course, actor, wanted));
          }
          expect(readCourse(turned).state).toBe(course.state);
        },
      ),
      { numRuns: 2_000 },
    ));

  it("risky takes what a browser or the server does not read as green, what was reviewed before, and the sample", () => {
    const reading = { state: "completed", verdict: "valid" };
    const base = { outcome: "accept" as const, boundTo: testBound, reading, course: readCourse([]), isSampled: false };
    expect(needsSecondReview("risky", base)).toBe(false);
    expect(needsSecondReview("off", { ...base, outcome: "reject" })).toBe(false);
    const reviewed = readCourse([makeDecision(1, { review: "first" })]);
    for (const risky of [
      { outcome: "reject" as const },
      { boundTo: { conclusion: "needs_review" as const } },
      { reading: { state: "failed", verdict: "valid" } },
      { reading: { state: "completed", verdict: "expired" } },
      { reading: { state: null, verdict: null } },
      { course: reviewed },
      { isSampled: true },
    ])
      expect(needsSecondReview("risky", { ...base, ...risky })).toBe(true);
  });
});

describe("isSamePerson", () => {
  it.each([
    ["a@b.test", "A@B.test", true],
    ["a@b.test", "a+kyc@b.test", true],
    ["ａ@b.test", "a@b.test", true],
    ["a@b.test", "b@b.test", false],
    ["", "", false],
    [null, null, false],
  ])("of %s and %s is %s", (one, other, expected) => {
    expect(isSamePerson({ subject: "1", email: one }, { subject: "2", email: other })).toBe(expected);
  });
});
