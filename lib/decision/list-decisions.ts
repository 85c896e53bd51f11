import "server-only";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { hasRole, type Person } from "#lib/person";
import { showDecision } from "./blind.ts";
import { type Course, readCourse } from "./course.ts";
import { outcomes } from "./model.ts";
import { reasonsOf } from "./reasons.ts";
import { placeDecision } from "./rules.ts";
import type { DecisionList } from "./schema.ts";
import { type EvidenceIds, readDecisions } from "./store.ts";

/** What the person could record now, as far as it is known before they choose an outcome. */
function describeOwn(course: Course, person: Person): DecisionList["mine"] {
  if (!hasRole(person.roles, "reviewer")) return null;
  const { secondReview, reasons, isPasskeyRequired } = settings().decision;
  const candidate = { subject: person.subject, email: person.email, isLead: hasRole(person.roles, "lead") };
  const needsReview = secondReview === "all" || (secondReview === "risky" && course.isReviewed);
  const place = placeDecision(course, candidate, { outcome: "escalate", needsReview });
  const withdrawal = placeDecision(course, candidate, { outcome: "withdraw", needsReview });
  const isRefused = typeof place === "string";
  return {
    review: isRefused ? null : place.review,
    refusal: isRefused ? place : null,
    supersedes: isRefused ? null : place.supersedes,
    mayWithdraw: typeof withdrawal !== "string",
    reasons: Object.fromEntries(outcomes.map((outcome) => [outcome, reasonsOf(outcome, reasons)])) as NonNullable<
      DecisionList["mine"]
    >["reasons"],
    rule: secondReview,
    isPasskeyRequired,
  };
}

/** The decisions of one evidence as this person may see them. @throws ProblemError `audit_unavailable` */
export function listDecisions(ids: EvidenceIds, person: Person): Promise<DecisionList> {
  return withDatabase(async () => {
    const decisions = await readDecisions(await database(), ids);
    const course = readCourse(decisions);
    return {
      decisions: decisions.map((decision) => showDecision(decision, course, person)),
      state: course.state,
      mine: describeOwn(course, person),
    };
  });
}
