import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { type EntryCondition, type EntryOrder, type EntryRange, readEntries, readNextNumber } from "./entry-source.ts";
import type { StoredEntry } from "./stored-entry.ts";

export type MatchQuery = {
  /** Number of the log; 0 is the former log in format 1. */
  log: number;
  condition: EntryCondition;
  range: EntryRange;
  order: EntryOrder;
  /** Maximum entries of one page. */
  pageSize: number;
  /** Narrows the range; called once, when the first statement does not fill a page. */
  narrow?: (() => Promise<EntryRange>) | undefined;
  signal?: AbortSignal | undefined;
};

const firstWidth = 1_024;
/** Maximum entries that one statement reads if no index fits its filter: some 40 ms. */
const maxWidth = 32_768;

const startOf = ({ first, last }: EntryRange, order: EntryOrder, width: number): EntryRange =>
  order === "asc"
    ? { first, last: Math.min(last, first + width - 1) }
    : { first: Math.max(first, last - width + 1), last };

const endOf = ({ first, last }: EntryRange, order: EntryOrder) => (order === "asc" ? last : first);

const restAfter = ({ first, last }: EntryRange, order: EntryOrder, sequence: number): EntryRange =>
  order === "asc" ? { first: sequence + 1, last } : { first, last: sequence - 1 };

/** Skips to the next stored entry, so that a gap of any width costs one statement. */
async function skipGap(tables: Kysely<Tables>, log: number, range: EntryRange, order: EntryOrder): Promise<EntryRange> {
  const next = await readNextNumber(tables, { log, range, order });
  if (next === null) return { first: 1, last: 0 };
  return order === "asc" ? { ...range, first: next } : { ...range, last: next };
}

/**
 * Yields pages of matching entries. Each statement reads a limited range of entries, so that none holds a snapshot for long,
 * and an abort takes effect after the current one. @throws the reason of `signal`
 */
export async function* findMatches(tables: Kysely<Tables>, query: MatchQuery): AsyncGenerator<StoredEntry[]> {
  const { log, condition, order, pageSize, signal } = query;
  let { range, narrow } = query;
  let width = firstWidth;
  while (range.first <= range.last) {
    signal?.throwIfAborted();
    const window = startOf(range, order, width);
    const rows = await readEntries(tables, { log, range: window, order, limit: pageSize, condition });
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
    range = await skipGap(tables, log, range, order);
    width = Math.min(width * 2, maxWidth);
  }
}
