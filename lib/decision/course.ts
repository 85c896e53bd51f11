import type { Decision, DecisionState, Outcome } from "./model.ts";

/** What the decisions of one evidence amount to. */
export type Course = {
  state: DecisionState;
  /** The decision in force: alone, confirmed by a second person, or settled by a lead. Null before the first one, or after a withdrawal. */
  inForce: Decision | null;
  /** Those who made the decision in force, or a withdrawal of it. */
  makers: readonly Decision[];
  /** The first decision that waits for another person's. */
  waiting: Decision | null;
  /** Two decisions that differ, until a lead settles them. */
  dispute: readonly [Decision, Decision] | null;
  /** Decisions up to this position are open to every reader; later reviewed ones are blind. */
  openThrough: number;
  /** True once any decision needed a second person: its author cannot go on alone by withdrawing or revising it. */
  isReviewed: boolean;
};

const stateOf = { accept: "accepted", reject: "rejected", escalate: "escalated" } as const;

/** Two decisions confirm each other if their outcomes are equal, and the record and the claims that they are bound to. */
export const confirms = (first: Decision, second: Decision): boolean =>
  first.outcome === second.outcome &&
  first.boundTo.record === second.boundTo.record &&
  first.boundTo.token === second.boundTo.token;

const putInForce = (course: Course, decision: Decision, makers: readonly Decision[]): Course => ({
  ...course,
  inForce: decision.outcome === "withdraw" ? null : decision,
  makers,
  waiting: null,
  dispute: null,
  openThrough: decision.position,
});

function follow(course: Course, decision: Decision): Course {
  const { waiting, dispute } = course;
  if (decision.review === "none") return putInForce(course, decision, [decision]);
  const reviewed = { ...course, isReviewed: true };
  if (decision.review === "lead") return putInForce(reviewed, decision, [decision, ...(dispute ?? [])]);
  if (decision.review === "second" && waiting !== null) {
    if (confirms(waiting, decision)) return putInForce(reviewed, decision, [waiting, decision]);
    return { ...reviewed, waiting: null, dispute: [waiting, decision], openThrough: decision.position };
  }
  const isWithdrawn = decision.outcome === "withdraw" && waiting !== null && decision.supersedes === waiting.id;
  return { ...reviewed, waiting: isWithdrawn ? null : decision };
}

function nameState({ dispute, waiting, inForce }: Course): DecisionState {
  if (dispute !== null) return "disputed";
  if (waiting !== null) return "second_review_pending";
  return inForce === null ? "undecided" : stateOf[inForce.outcome as Exclude<Outcome, "withdraw">];
}

/** @param decisions of one evidence in the order of their positions */
export function readCourse(decisions: readonly Decision[]): Course {
  const start: Course = {
    state: "undecided",
    inForce: null,
    makers: [],
    waiting: null,
    dispute: null,
    openThrough: 0,
    isReviewed: false,
  };
  const course = decisions.reduce(follow, start);
  return { ...course, state: nameState(course) };
}
