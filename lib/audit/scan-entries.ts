import "server-only";
import type { Kysely } from "kysely";
import type { AuditEntryRow, Tables } from "#lib/database/tables";

/** Small enough that the process answers others between two pages. */
const pageSize = 2_000;

/** First and last sequence; 1 and 0 for a log without entries. */
export async function readBounds(tables: Kysely<Tables>): Promise<{ first: number; last: number }> {
  const end = (direction: "asc" | "desc") =>
    tables.selectFrom("audit_entries").select("sequence").orderBy("sequence", direction).limit(1).executeTakeFirst();
  const first = await end("asc");
  const last = await end("desc");
  return { first: first?.sequence ?? 1, last: last?.sequence ?? 0 };
}

async function readPage(tables: Kysely<Tables>, after: number, limit: number): Promise<AuditEntryRow[]> {
  return tables
    .selectFrom("audit_entries")
    .selectAll()
    .where("sequence", ">", after)
    .orderBy("sequence")
    .limit(limit)
    .execute();
}

/** SQLite itself was content, but its answer holds a value that JavaScript has no number for. */
function isUnreadable(error: unknown): boolean {
  // By name: the server around Next and Next's bundle each have this class.
  return error instanceof Error && error.name === "SqliteError" && (error as { code?: unknown }).code === null;
}

/** A page; of one with an unreadable value, what comes before that value. */
async function readSafely(tables: Kysely<Tables>, after: number): Promise<AuditEntryRow[]> {
  try {
    return await readPage(tables, after, pageSize);
  } catch (error) {
    if (isUnreadable(error)) return readUpToUnreadable(tables, after);
    throw error;
  }
}

/**
 * Entries after `after`, in order, page by page; the next page is on its way while one is looked at. Ends early where a
 * value cannot even be read.
 */
export async function* scanEntries(tables: Kysely<Tables>, after: number, last: number) {
  let position = after;
  let next = position < last ? readSafely(tables, position) : null;
  while (next !== null) {
    const rows = await next;
    const end = rows.at(-1)?.sequence;
    if (end === undefined) return;
    position = end;
    next = position < last ? readSafely(tables, position) : null;
    // Who stops looking must not leave a failure that nobody hears.
    next?.catch(() => undefined);
    yield rows.filter((row) => row.sequence <= last);
  }
}

/** The readable rows of a page, one by one; empty when the very next one is unreadable. */
async function readUpToUnreadable(tables: Kysely<Tables>, after: number): Promise<AuditEntryRow[]> {
  const rows: AuditEntryRow[] = [];
  for (let position = after; rows.length < pageSize; position += 1) {
    const row = await readPage(tables, position, 1).catch(() => []);
    if (row.length === 0) break;
    rows.push(...row);
  }
  return rows;
}
