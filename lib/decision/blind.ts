import type { Role } from "#lib/person";
import { hasRole } from "#lib/person";
import type { Course } from "./course.ts";
import type { Decision } from "./model.ts";
import type { DecisionView, HiddenDecision } from "./schema.ts";

export type Reader = { subject: string; roles: readonly Role[] };

/**
 * True while the reader must not see more of the decision than that it was recorded: it is part of a review that no second person
 * has closed, and another account made it. Withdrawn first decisions stay hidden, so that a withdrawal tells no outcome.
 */
export const isHidden = (decision: Decision, { openThrough }: Course, reader: { subject: string }): boolean =>
  decision.review !== "none" && decision.position > openThrough && decision.subject !== reader.subject;

const hide = ({ id, at, person }: Decision): HiddenDecision => ({ id, at, person, review: "first", hidden: true });

/** A decision as a reader may see it; auditors and admins read no notes. */
export function showDecision(decision: Decision, course: Course, reader: Reader): DecisionView {
  if (isHidden(decision, course, reader)) return hide(decision);
  const { id, at, person, role, outcome, reason, note, ticket, purpose, faces, escalateTo } = decision;
  const { supersedes, review, boundTo, canonical, sha256, logEntry, assertion } = decision;
  const mayReadNotes = hasRole(reader.roles, "reviewer");
  return {
    ...{ id, at, person, role, outcome, reason, note: mayReadNotes ? note : null, ticket, purpose, faces, escalateTo },
    ...{ supersedes, review, boundTo, canonical: mayReadNotes ? canonical : null, sha256, logEntry },
    assertion: assertion === null ? null : JSON.parse(assertion),
  };
}
