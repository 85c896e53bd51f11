import "server-only";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { EvidenceStateRow, Tables } from "#lib/database/tables";
import { maxReviewMs } from "#lib/status/review-hours";
import { type ConclusionFilter, expiringMs, type SortName, type ViewName } from "./model.ts";
import type { ViewCounts } from "./schema.ts";

/** Queries of views over what this installation knows. Every item is a signature request. */

type Condition = RawBuilder<unknown>;

/** The conclusion that a list shows, as `shownConclusion` computes it. */
const isContradiction = sql`(tone = 'contradicted' and conclusion <> 'failed' and coalesce(state, '') <> 'failed')`;
const isUnsure = sql`(tone = 'unsure' and coalesce(state, '') in ('completed', 'unknown'))`;
const isProven = sql`(tone = 'proven' and state = 'completed')`;

const conditionOfConclusion: Record<ConclusionFilter, Condition> = {
  contradiction: isContradiction,
  cannot_tell: isUnsure,
  consistent: isProven,
  not_checked: sql`(conclusion is null and coalesce(state, '') in ('completed', 'unknown', ''))`,
};

/** A decision is possible and missing: the identification has ended. */
const isUndecided = sql`(coalesce(decision, 'undecided') = 'undecided' and coalesce(state, '') in ('completed', 'failed', 'expired', 'unknown'))`;

/** Who reads a view. */
export type ViewReader = { subject: string; isLead: boolean };

const isMine = (
  subject: string,
) => sql`exists (select 1 from evidence_openings as opening where opening.subject = ${subject}
        and opening.sr_id = evidence_states.sr_id and opening.evidence_id = evidence_states.evidence_id)`;

/** Waits for this person: not their own first decision, and a dispute only for leads. */
const waitsFor = ({ subject, isLead }: ViewReader) =>
  sql`((decision = 'second_review_pending' and coalesce(decision_by, '') <> ${subject}) or (decision = 'disputed' and 1 = ${isLead ? 1 : 0}))`;

function conditionOfView(view: ViewName, reader: ViewReader, now: number): Condition {
  switch (view) {
    case "all":
      return sql`1 = 1`;
    case "in_review":
      return sql`state = 'in_review'`;
    case "over_72h":
      return sql`(state = 'in_review' and since_at < ${now - maxReviewMs})`;
    case "failed":
      return sql`state = 'failed'`;
    case "expiring":
      return sql`(state not in ('failed', 'expired') and expires_at > ${now} and expires_at <= ${now + expiringMs})`;
    case "undecided":
      return isUndecided;
    case "second_review":
      return waitsFor(reader);
    case "mine":
      return isMine(reader.subject);
  }
}

/** What needs a person first: undecided contradictions, reviews over the limit, undecided "cannot tell", second reviews, failures, the rest. */
const attention = (now: number) => sql<number>`min(case
  when ${isContradiction} and ${isUndecided} then 0
  when state = 'in_review' and since_at < ${now - maxReviewMs} then 1
  when ${isUnsure} and ${isUndecided} then 2
  when decision in ('second_review_pending', 'disputed') then 3
  when state = 'failed' and ${isUndecided} then 4
  else 5 end)`;

/** A time that sorts behind all others; both databases sort null differently. */
const never = 9_000_000_000_000_000;

function orderOf(sort: SortName, now: number): RawBuilder<number> {
  if (sort === "attention") return attention(now);
  if (sort === "waiting")
    return sql`min(case when state = 'in_review' then coalesce(since_at, ${never - 1}) else ${never} end)`;
  if (sort === "expiry") return sql`min(coalesce(expires_at, ${never}))`;
  return sql`min(0)`;
}

export type ViewQuery = {
  view: ViewName;
  sort: SortName;
  conclusion: ConclusionFilter | null;
  reader: ViewReader;
  page: number;
  pageSize: number;
};

/** IDs of the page's signature requests in order, and how many the view has. Pages count from 1. */
export async function selectRequests(
  tables: Kysely<Tables>,
  { view, sort, conclusion, reader, page, pageSize }: ViewQuery,
  now: number,
): Promise<{ srIds: string[]; total: number }> {
  const inView = conditionOfView(view, reader, now);
  const condition = conclusion === null ? inView : sql`(${inView} and ${conditionOfConclusion[conclusion]})`;
  const { rows } = await sql<{ sr_id: string }>`
    select sr_id from evidence_states where ${condition} group by sr_id
    order by ${orderOf(sort, now)}, max(opened_at) desc, sr_id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(
    tables,
  );
  const counted = await sql<{ total: number }>`
    select count(distinct sr_id) as total from evidence_states where ${condition}`.execute(tables);
  return { srIds: rows.map((row) => row.sr_id), total: Number(counted.rows[0]?.total ?? 0) };
}

/** @returns what is known of all evidence of these requests */
export async function selectEvidence(tables: Kysely<Tables>, srIds: readonly string[]): Promise<EvidenceStateRow[]> {
  if (srIds.length === 0) return [];
  return tables
    .selectFrom("evidence_states")
    .selectAll()
    .where("sr_id", "in", srIds)
    .orderBy("sr_id")
    .orderBy("evidence_id")
    .execute();
}

/** Counts the signature requests of every view. */
export async function countViews(tables: Kysely<Tables>, reader: ViewReader, now: number): Promise<ViewCounts> {
  const count = (condition: Condition) => sql`count(distinct case when ${condition} then sr_id end)`;
  const of = (view: ViewName) => count(conditionOfView(view, reader, now));
  const { rows } = await sql<ViewCounts>`
    select ${of("all")} as "all", ${of("in_review")} as in_review, ${of("over_72h")} as over_72h, ${of("failed")} as failed,
      ${of("expiring")} as expiring, ${of("undecided")} as undecided, ${of("second_review")} as second_review,
      ${of("mine")} as mine, ${count(sql`(${isContradiction} and ${isUndecided})`)} as contradiction,
      ${count(sql`(${isMine(reader.subject)} and ${isUndecided})`)} as mine_undecided
    from evidence_states`.execute(tables);
  const [row] = rows;
  const read = (name: keyof ViewCounts) => Number(row?.[name] ?? 0);
  return {
    all: read("all"),
    in_review: read("in_review"),
    over_72h: read("over_72h"),
    failed: read("failed"),
    expiring: read("expiring"),
    undecided: read("undecided"),
    second_review: read("second_review"),
    mine: read("mine"),
    contradiction: read("contradiction"),
    mine_undecided: read("mine_undecided"),
  };
}
