import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { Course } from "./course.ts";
import type { Decision } from "./model.ts";

/** Keeps the state for lists and counts. It tells no outcome while a second review is blind. */
export async function keepSummary(
  tables: Kysely<Tables>,
  { state, waiting }: Course,
  { srId, evidenceId, subject, at }: Pick<Decision, "srId" | "evidenceId" | "subject" | "at">,
): Promise<void> {
  const decided_at = Date.parse(at);
  const summary = { decision: state, decision_by: waiting?.subject ?? subject, decided_at };
  await tables
    .insertInto("evidence_states")
    .values({ sr_id: srId, evidence_id: evidenceId, opened_at: decided_at, opened_by: subject, ...summary })
    .onConflict((conflict) => conflict.columns(["sr_id", "evidence_id"]).doUpdateSet(summary))
    .execute();
}
