import "server-only";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { DecisionRow, Tables } from "#lib/database/tables";
import { isKeptValid } from "#lib/passkey/check-kept";
import { ProblemError } from "#lib/problem";
import { parse } from "#lib/runtime/zod";
import type { Decision, DecisionContent } from "./model.ts";
import { contentSchema } from "./schema.ts";

export type EvidenceIds = { srId: string; evidenceId: string };

export const sha256Of = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** A stored decision is not what was recorded; nothing is shown or decided beside it. */
const changed = (what: string) =>
  new ProblemError(
    "audit_unavailable",
    `The stored decisions of this evidence were changed: ${what}. Nothing is shown or decided beside them. Ask your administrator to compare the database with the access log.`,
  );

function toDecision(row: DecisionRow): Decision {
  if (sha256Of(row.canonical) !== row.sha256) throw changed("one doesn't match its digest");
  const content = parse(contentSchema, JSON.parse(row.canonical)) as DecisionContent;
  const isRow =
    content.id === row.id &&
    content.srId === row.sr_id &&
    content.evidenceId === row.evidence_id &&
    content.subject === row.subject &&
    Date.parse(content.at) === row.at;
  if (!isRow) throw changed("the columns of one contradict its content");
  const { position, name, email, canonical, sha256, assertion, log_entry: logEntry } = row;
  return { ...content, position, person: name, email, canonical, sha256, assertion, logEntry };
}

type Digest = { decisionId?: unknown; sha256?: unknown };

/** The digest that the log's entry holds; null for an entry that was pruned or erased. */
function readDigest(content: string | null): Digest | null {
  if (content === null) return null;
  return ((JSON.parse(content) as { detail?: Digest }).detail ?? {}) as Digest;
}

/**
 * Reads the decisions of one evidence in order, and compares each with the log's entry and with its passkey's assertion.
 * @throws ProblemError `audit_unavailable` if one was changed or taken away
 */
export async function readDecisions(tables: Kysely<Tables>, { srId, evidenceId }: EvidenceIds): Promise<Decision[]> {
  const rows = await tables
    .selectFrom("decisions")
    .leftJoin("log_entries as entry", (join) =>
      join
        .onRef("entry.log", "=", "decisions.log")
        .on((eb) => eb("entry.index", "=", eb("decisions.log_entry", "-", 1))),
    )
    .selectAll("decisions")
    .select(["entry.content", "entry.event"])
    .where("decisions.sr_id", "=", srId)
    .where("decisions.evidence_id", "=", evidenceId)
    .orderBy("decisions.position")
    .execute();
  const decisions = rows.map(({ content, event, ...row }, index) => {
    const digest = readDigest(content);
    const isLogged = digest === null || (digest.decisionId === row.id && digest.sha256 === row.sha256);
    if (!isLogged || (event !== null && event !== "decision") || row.position !== index + 1)
      throw changed("they don't match the access log");
    return toDecision(row);
  });
  for (const { assertion, sha256: digest, subject } of decisions)
    if (assertion !== null && !(await isKeptValid(tables, assertion, { digest, subject })))
      throw changed("the passkey that confirmed one doesn't match it");
  return decisions;
}

/** @param decision without its place in the log */
export async function insertDecision(
  tables: Kysely<Tables>,
  decision: Omit<Decision, "logEntry">,
  { log, number }: { log: number; number: number },
): Promise<void> {
  const { id, srId, evidenceId, position, at, subject, person, email, canonical, sha256, assertion } = decision;
  await tables
    .insertInto("decisions")
    .values({
      ...{ id, sr_id: srId, evidence_id: evidenceId, position, at: Date.parse(at), subject, name: person, email },
      ...{ canonical, sha256, assertion, log, log_entry: number },
    })
    .execute();
}
