import "server-only";
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from "kysely";
import type { AuditEntryRow, Tables } from "#lib/database/tables";
import type { SequenceRange } from "./scan-entries.ts";

export type EntryCondition = (eb: ExpressionBuilder<Tables, "audit_entries">) => Expression<SqlBool>;

type Order = "asc" | "desc";

export type MatchQuery = {
  condition: EntryCondition;
  range: SequenceRange;
  order: Order;
  /** Maximum rows of one page. */
  pageSize: number;
  /** Narrows the range; called once, when the first statement does not fill a page. */
  narrow?: (() => Promise<SequenceRange>) | undefined;
  signal?: AbortSignal | undefined;
};

const firstWidth = 1_024;
/** Maximum sequences that one statement reads if no index fits its filter: some 40 ms. */
const maxWidth = 32_768;

const startOf = ({ first, last }: SequenceRange, order: Order, width: number): SequenceRange =>
  order === "asc"
    ? { first, last: Math.min(last, first + width - 1) }
    : { first: Math.max(first, last - width + 1), last };

const endOf = ({ first, last }: SequenceRange, order: Order) => (order === "asc" ? last : first);

const restAfter = ({ first, last }: SequenceRange, order: Order, sequence: number): SequenceRange =>
  order === "asc" ? { first: sequence + 1, last } : { first, last: sequence - 1 };

function entriesIn(tables: Kysely<Tables>, { first, last }: SequenceRange, order: Order) {
  const entries = tables.selectFrom("audit_entries").orderBy("sequence", order);
  return entries.where("sequence", ">=", first).where("sequence", "<=", last);
}

/** Skips to the next stored sequence, so that a gap of any width costs one statement. */
async function skipGap(tables: Kysely<Tables>, range: SequenceRange, order: Order): Promise<SequenceRange> {
  const next = await entriesIn(tables, range, order).select("sequence").limit(1).executeTakeFirst();
  if (next === undefined) return { first: 1, last: 0 };
  return order === "asc" ? { ...range, first: next.sequence } : { ...range, last: next.sequence };
}

/**
 * Yields pages of matching entries. Each statement reads a limited range of sequences, so that none holds a snapshot for long,
 * and an abort takes effect after the current one. @throws the reason of `signal`
 */
export async function* findMatches(tables: Kysely<Tables>, query: MatchQuery): AsyncGenerator<AuditEntryRow[]> {
  const { condition, order, pageSize, signal } = query;
  let { range, narrow } = query;
  let width = firstWidth;
  while (range.first <= range.last) {
    signal?.throwIfAborted();
    const window = startOf(range, order, width);
    const rows = await entriesIn(tables, window, order).selectAll().where(condition).limit(pageSize).execute();
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last && rows.length === pageSize) {
      range = restAfter(range, order, last.sequence);
      continue;
    }
    range = restAfter(range, order, endOf(window, order));
    if (narrow) {
      const { first, last } = await narrow();
      range = { first: Math.max(first, range.first), last: Math.min(last, range.last) };
      narrow = undefined;
    }
    range = await skipGap(tables, range, order);
    width = Math.min(width * 2, maxWidth);
  }
}
