import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { isHidden } from "#lib/decision/blind";
import { readCourse } from "#lib/decision/course";
import { readDecisions } from "#lib/decision/store";
import { readNewestCheckpoint } from "#lib/transparency-log/newest-checkpoint";

export type DossierDecisions = {
  /** `withheld` while a second review is blind; `former_log` if the log that recorded one has ended, so that nothing here proves it. */
  state: "none" | "included" | "withheld" | "former_log";
  decisions: { canonical: string; sha256: string; logEntry: number; assertion: Record<string, unknown> | null }[];
};

/** A reader who made none of them: a dossier leaves the desk, so what is blind for anyone stays out, also for the person who decided first. */
const anyone = { subject: "" };

/** Decisions of the evidence as a dossier shows them. @throws ProblemError `audit_unavailable` if one was changed */
export async function readOwnDecisions(
  tables: Kysely<Tables>,
  ids: { srId: string; evidenceId: string },
): Promise<DossierDecisions> {
  const decisions = await readDecisions(tables, ids);
  if (decisions.length === 0) return { state: "none", decisions: [] };
  const course = readCourse(decisions);
  if (decisions.some((decision) => isHidden(decision, course, anyone))) return { state: "withheld", decisions: [] };
  const logs = await tables
    .selectFrom("decisions")
    .select("log")
    .where("sr_id", "=", ids.srId)
    .where("evidence_id", "=", ids.evidenceId)
    .execute();
  const newest = await readNewestCheckpoint(tables);
  if (logs.some(({ log }) => log !== newest?.log)) return { state: "former_log", decisions: [] };
  const rows = decisions.map(({ canonical, sha256, logEntry, assertion }) => ({
    canonical,
    sha256,
    logEntry,
    assertion: assertion === null ? null : (JSON.parse(assertion) as Record<string, unknown>),
  }));
  return { state: "included", decisions: rows };
}
