import { toneOfCode } from "#lib/agreement/conclusion-codes";
import type { Course } from "./course.ts";
import type { Bound, Outcome, Review } from "./model.ts";
import { type Account, isSamePerson } from "./same-person.ts";

export type SecondReview = "off" | "risky" | "all";

/** Where a decision of this person would stand now. */
export type Place = { review: Review; supersedes: string | null };

/** Why this person cannot decide now. */
export type Refusal =
  | "own_decision_waits"
  | "same_person"
  | "disputed"
  | "nothing_to_withdraw"
  | "not_yours_to_withdraw"
  | "not_completed";

export type Candidate = Account & { isLead: boolean };

const isMaker = (course: Course, person: Account) => course.makers.some((made) => isSamePerson(made, person));

function placeInDispute(course: Course, person: Candidate): Place | Refusal {
  if (!person.isLead) return "disputed";
  if (course.dispute?.some((made) => isSamePerson(made, person))) return "same_person";
  return { review: "lead", supersedes: course.inForce?.id ?? null };
}

function placeBesideFirst(course: Course, person: Candidate, outcome: Outcome): Place | Refusal | null {
  const { waiting, inForce } = course;
  if (waiting === null) return null;
  if (waiting.subject === person.subject) return { review: "first", supersedes: waiting.id };
  if (isSamePerson(waiting, person)) return "same_person";
  if (outcome === "withdraw" && inForce === null) return "nothing_to_withdraw";
  return { review: "second", supersedes: inForce?.id ?? null };
}

/**
 * Decides where a decision stands, or why it is refused. Nothing here depends on the outcome of a decision that is blind to the
 * person.
 * @param needsReview the rule of the installation for this very decision
 */
export function placeDecision(
  course: Course,
  person: Candidate,
  { outcome, needsReview }: { outcome: Outcome; needsReview: boolean },
): Place | Refusal {
  if (course.dispute !== null) return placeInDispute(course, person);
  const beside = placeBesideFirst(course, person, outcome);
  if (beside !== null) return beside;
  if (outcome === "withdraw") {
    if (course.inForce === null) return "nothing_to_withdraw";
    if (!person.isLead && !isMaker(course, person)) return "not_yours_to_withdraw";
  }
  return { review: needsReview ? "first" : "none", supersedes: course.inForce?.id ?? null };
}

/** What the server reads itself: the last state that the provider gave, and its own verdict of the token. */
export type ServerReading = { state: string | null; verdict: string | null };

/**
 * True if a second person must confirm the decision. `risky`: every rejection, every conclusion that is not green by the browser's
 * or the server's reading, every decision after one that was reviewed, and a sample.
 * @param isSampled whether the sample has this evidence
 */
export function needsSecondReview(
  rule: SecondReview,
  {
    outcome,
    boundTo,
    reading,
    course,
    isSampled,
  }: {
    outcome: Outcome;
    boundTo: Pick<Bound, "conclusion">;
    reading: ServerReading;
    course: Course;
    isSampled: boolean;
  },
): boolean {
  if (rule === "off") return false;
  if (rule === "all" || course.isReviewed) return true;
  const isGreen =
    toneOfCode[boundTo.conclusion] === "proven" && reading.state === "completed" && reading.verdict === "valid";
  return outcome === "reject" || !isGreen || isSampled;
}
