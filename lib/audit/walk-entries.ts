import "server-only";
import type { Kysely } from "kysely";
import type { AuditEntryRow, Tables } from "#lib/database/tables";

/** Small enough that the process answers others between two pages. */
const pageSize = 1_000;

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

/** Entries after `after`, in order. A value that cannot even be read (SQLite stores what no number holds) is a change. */
export async function* walkEntries(tables: Kysely<Tables>, after: number, last: number) {
  let position = after;
  while (position < last) {
    const rows = await readPage(tables, position, pageSize).catch(async (error) => {
      if (isUnreadable(error)) return readUpToUnreadable(tables, position);
      throw error;
    });
    if (rows.length === 0) return;
    yield rows.filter((row) => row.sequence <= last);
    position = rows.at(-1)?.sequence ?? last;
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
