import "server-only";
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from "kysely";
import type { Tables } from "#lib/database/tables";
import { fromLegacyRow, fromTreeRow, type StoredEntry } from "./stored-entry.ts";

/** Columns that entries of both formats have under the same names. */
type Shared =
  | "at"
  | "event"
  | "subject"
  | "name"
  | "ticket"
  | "request_id"
  | "sr_id"
  | "evidence_id"
  | "artefact"
  | "outcome";
type SharedTables = { log_entries: Pick<Tables["log_entries"], Shared> };

/** Condition on the shared columns; it holds for entries of both formats. */
export type EntryCondition = (eb: ExpressionBuilder<SharedTables, "log_entries">) => Expression<SqlBool>;

/** Numbers of entries, both ends included; empty if `first` is greater than `last`. */
export type EntryRange = { first: number; last: number };
export type EntryOrder = "asc" | "desc";

/** Reads entries of one log in the order of their numbers; `log` 0 is the former log in format 1. */
export type EntryQuery = {
  log: number;
  range: EntryRange;
  order: EntryOrder;
  limit: number;
  condition?: EntryCondition;
};

/** Unfiltered rows of one log; the cast lets one condition serve both tables, whose shared columns have the same types. */
function rowsOf(tables: Kysely<Tables>, { log, range, order }: Pick<EntryQuery, "log" | "range" | "order">) {
  const { first, last } = range;
  if (log === 0) {
    const former = tables.selectFrom("audit_entries").orderBy("sequence", order);
    const query = former.where("sequence", ">=", first).where("sequence", "<=", last);
    return query as unknown as ReturnType<typeof treeRows>;
  }
  return treeRows(tables, log, range, order);
}

function treeRows(tables: Kysely<Tables>, log: number, { first, last }: EntryRange, order: EntryOrder) {
  const entries = tables.selectFrom("log_entries").where("log", "=", log).orderBy("index", order);
  return entries.where("index", ">=", first - 1).where("index", "<=", last - 1);
}

const treeColumns = ["log", "index", "at", "event", "commitment", "salt", "content"] as const;

export async function readEntries(tables: Kysely<Tables>, query: EntryQuery): Promise<StoredEntry[]> {
  const { log, limit, condition } = query;
  let rows = rowsOf(tables, query).limit(limit);
  if (condition) rows = rows.where(condition as unknown as Parameters<typeof rows.where>[0]);
  if (log > 0) return (await rows.select(treeColumns).execute()).map(fromTreeRow);
  return ((await rows.selectAll().execute()) as unknown as Tables["audit_entries"][]).map(fromLegacyRow);
}

/** Reads the number of the next entry in the range, whatever it is; null if it is missing. */
export async function readNextNumber(
  tables: Kysely<Tables>,
  query: Omit<EntryQuery, "limit" | "condition">,
): Promise<number | null> {
  const rows = rowsOf(tables, query).limit(1);
  if (query.log > 0) {
    const row = await rows.select("index").executeTakeFirst();
    return row ? row.index + 1 : null;
  }
  const row = await (rows as unknown as ReturnType<typeof formerRows>).select("sequence").executeTakeFirst();
  return row?.sequence ?? null;
}

const formerRows = (tables: Kysely<Tables>) => tables.selectFrom("audit_entries");

/** First and last number of a log; 1 and 0 if it is empty. */
export async function readRange(tables: Kysely<Tables>, log: number): Promise<EntryRange> {
  const range = { first: 1, last: Number.MAX_SAFE_INTEGER };
  const [first, last] = await Promise.all([
    readNextNumber(tables, { log, range, order: "asc" }),
    readNextNumber(tables, { log, range, order: "desc" }),
  ]);
  return { first: first ?? 1, last: last ?? 0 };
}

/** Number of the current log; 0 before one has begun. */
export async function readCurrentLog(tables: Kysely<Tables>): Promise<number> {
  const row = await tables.selectFrom("logs").select("log").orderBy("log", "desc").limit(1).executeTakeFirst();
  return row?.log ?? 0;
}

/** Origin of a log; null for the former log in format 1, or for a log that is not there. */
export async function readOrigin(tables: Kysely<Tables>, log: number): Promise<string | null> {
  const row = await tables.selectFrom("logs").select("origin").where("log", "=", log).executeTakeFirst();
  return row?.origin ?? null;
}

/** Reads all entries with these request IDs, of any log: a request has two or three. */
export async function readByRequest(tables: Kysely<Tables>, requestIds: readonly string[]): Promise<StoredEntry[]> {
  if (requestIds.length === 0) return [];
  const ids = [...new Set(requestIds)];
  const [former, rows] = await Promise.all([
    tables.selectFrom("audit_entries").selectAll().where("request_id", "in", ids).execute(),
    tables.selectFrom("log_entries").select(treeColumns).where("request_id", "in", ids).execute(),
  ]);
  return [...former.map(fromLegacyRow), ...rows.map(fromTreeRow)];
}

/** One log of this installation; `origin` is null for the former log in format 1. */
export type KnownLog = { log: number; origin: string | null };

/** Lists the logs, newest first; the former log in format 1 only if it has entries. */
export async function listLogs(tables: Kysely<Tables>): Promise<KnownLog[]> {
  const logs = await tables.selectFrom("logs").selectAll().orderBy("log", "desc").execute();
  const former = await tables.selectFrom("audit_entries").select("sequence").limit(1).executeTakeFirst();
  return former === undefined ? logs : [...logs, { log: 0, origin: null }];
}

/** Orders entries of all logs, newest log first: a number that pages hand on without reading it. */
const logWidth = 2 ** 40;
export const positionOf = ({ log, sequence }: Pick<StoredEntry, "log" | "sequence">): number =>
  log * logWidth + sequence;

/** Reads the newest entries of all logs that match, those before `before` if given. Meant for conditions with an index. */
export async function readNewest(
  tables: Kysely<Tables>,
  condition: EntryCondition,
  { before, limit }: { before: number | null; limit: number },
): Promise<StoredEntry[]> {
  const end = before ?? Number.MAX_SAFE_INTEGER;
  const log = Math.floor(end / logWidth);
  const where = condition as unknown as (eb: ExpressionBuilder<Tables, "log_entries">) => Expression<SqlBool>;
  const rows = await tables
    .selectFrom("log_entries")
    .select(treeColumns)
    .where(where)
    .where((eb) => eb.or([eb("log", "<", log), eb("log", "=", log).and("index", "<", (end % logWidth) - 1)]))
    .orderBy("log", "desc")
    .orderBy("index", "desc")
    .limit(limit)
    .execute();
  const found = rows.map(fromTreeRow);
  if (found.length === limit) return found;
  const last = log === 0 ? end - 1 : Number.MAX_SAFE_INTEGER;
  const rest = { log: 0, range: { first: 1, last }, order: "desc", limit: limit - found.length, condition } as const;
  return [...found, ...(await readEntries(tables, rest))];
}
