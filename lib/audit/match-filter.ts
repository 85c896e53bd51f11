import "server-only";
import { type Kysely, type SqlBool, sql } from "kysely";
import type { Tables } from "#lib/database/tables";
import { type EntryCondition, type EntryRange, readRange } from "./entry-source.ts";
import { findNames } from "./find-names.ts";
import { findSpellings } from "./id-spellings.ts";
import type { LogFilter } from "./log-filter.ts";

/** Values that the filter's texts stand for: names that contain `person`, and spellings of the IDs. */
type FilterValues = { names: readonly string[]; requests: readonly string[]; evidence: readonly string[] };

/** Matches any part of a column in any case of ASCII letters; both databases have this form of LIKE. */
function contains(column: "sr_id" | "evidence_id", part: string) {
  const pattern = `%${part.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return sql<SqlBool>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`;
}

function matchFilter(filter: LogFilter, { names, requests, evidence }: FilterValues): EntryCondition {
  return (eb) => {
    const all = [];
    if (filter.person) {
      const isSubject = eb("subject", "=", filter.person);
      all.push(names.length > 0 ? eb.or([isSubject, eb("name", "in", [...names])]) : isSubject);
    }
    if (filter.request) all.push(eb.or([eb("sr_id", "in", [...requests]), eb("request_id", "=", filter.request)]));
    if (filter.evidence) all.push(eb("evidence_id", "in", [...evidence]));
    // No index has parts of IDs: `findMatches` reads limited ranges.
    if (filter.part)
      all.push(
        eb.or([
          contains("sr_id", filter.part),
          contains("evidence_id", filter.part),
          eb("request_id", "=", filter.part),
        ]),
      );
    if (filter.ticket) all.push(eb("ticket", "=", filter.ticket));
    if (filter.event) all.push(eb("event", "=", filter.event));
    if (filter.from !== null) all.push(eb("at", ">=", filter.from));
    if (filter.to !== null) all.push(eb("at", "<", filter.to));
    return eb.and(all);
  };
}

type Period = Pick<LogFilter, "from" | "to">;

/**
 * Reads first and last number of a period from an index; exact even if times do not follow the order. Expressions, because
 * PostgreSQL would search the minimum of a plain column along the wrong index.
 */
async function readPeriod(tables: Kysely<Tables>, log: number, { from, to }: Period): Promise<EntryRange> {
  const row =
    log === 0
      ? await tables
          .selectFrom("audit_entries")
          .select([sql<number | null>`min(sequence + 0)`.as("first"), sql<number | null>`max(sequence + 0)`.as("last")])
          .$if(from !== null, (query) => query.where("at", ">=", from))
          .$if(to !== null, (query) => query.where("at", "<", to))
          .executeTakeFirst()
      : await tables
          .selectFrom("log_entries")
          .select([sql<number | null>`min("index" + 1)`.as("first"), sql<number | null>`max("index" + 1)`.as("last")])
          .where("log", "=", log)
          .$if(from !== null, (query) => query.where("at", ">=", from))
          .$if(to !== null, (query) => query.where("at", "<", to))
          .executeTakeFirst();
  return { first: row?.first ?? 1, last: row?.last ?? 0 };
}

/** Plans a filter of one log for `findMatches`. `before` and `through` limit the numbers. */
export async function planFilter(
  tables: Kysely<Tables>,
  filter: LogFilter & { log: number },
  { through = Number.MAX_SAFE_INTEGER, signal }: { through?: number; signal?: AbortSignal | undefined } = {},
) {
  const { log } = filter;
  const values = {
    names: filter.person ? await findNames(tables, log, filter.person, signal) : [],
    requests: await findSpellings(tables, "sr_id", filter.request),
    evidence: await findSpellings(tables, "evidence_id", filter.evidence),
  };
  const { first, last } = await readRange(tables, log);
  const before = filter.before ?? Number.MAX_SAFE_INTEGER;
  return {
    log,
    condition: matchFilter(filter, values),
    range: { first, last: Math.min(last, through, before - 1) },
    narrow: filter.from === null && filter.to === null ? undefined : () => readPeriod(tables, log, filter),
    signal,
  };
}
