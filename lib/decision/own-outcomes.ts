import "server-only";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { ProblemError } from "#lib/problem";
import type { ViewPageBody } from "#lib/saved-views/schema";
import { readDecisions } from "./store.ts";

type Items = ViewPageBody["items"];

/**
 * The items with the outcome that this person recorded themselves where a second review is pending. What others recorded stays out:
 * the second review is blind. Decisions that do not match the access log are reported where they are opened.
 */
export async function addOwnOutcomes(items: Items, subject: string): Promise<Items> {
  const pending = items.flatMap(({ srId, evidence }) =>
    evidence.filter(({ decision }) => decision === "second_review_pending").map((known) => ({ srId, known })),
  );
  if (pending.length === 0) return items;
  return withDatabase(async () => {
    const tables = await database();
    for (const { srId, known } of pending) {
      const decisions = await readDecisions(tables, { srId, evidenceId: known.evidenceId }).catch((error: unknown) => {
        if (error instanceof ProblemError) return [];
        throw error;
      });
      const last = decisions.at(-1);
      if (last?.subject === subject && last.outcome !== "withdraw") known.ownOutcome = last.outcome;
    }
    return items;
  });
}
