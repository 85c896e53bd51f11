import "server-only";
import type { Kysely } from "kysely";
import type { AuditEntryRow, Tables } from "#lib/database/tables";
import { singleton } from "#lib/runtime/singleton";
import { TimeSlices } from "#lib/runtime/time-slices";

/** Turns of the main thread for verifications and exports, shared by all of them. */
export const scanSlices = () => singleton("audit-slices", () => new TimeSlices());

/** Rows that the main thread receives and parses at once: two to four milliseconds of its time. */
const pageSize = 100;

/** Sequences, both ends included; empty if `first` is greater than `last`. */
export type SequenceRange = { first: number; last: number };

/** @returns first and last sequence; 1 and 0 for an empty log */
export async function readBounds(tables: Kysely<Tables>): Promise<SequenceRange> {
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

/** Detects a stored value that JavaScript cannot represent as a number; SQLite reports no error code for it. */
function isUnreadable(error: unknown): boolean {
  // Compares the name, because the server and Next's bundle each load this class.
  return error instanceof Error && error.name === "SqliteError" && (error as { code?: unknown }).code === null;
}

/** Reads a page, cut before the first unreadable value. */
async function readSafely(tables: Kysely<Tables>, after: number): Promise<AuditEntryRow[]> {
  try {
    return await readPage(tables, after, pageSize);
  } catch (error) {
    if (isUnreadable(error)) return readUpToUnreadable(tables, after);
    throw error;
  }
}

/**
 * Yields pages of entries after `after`, prefetching the next. Stops before a value that cannot be read.
 * @throws the reason of `signal`
 */
export async function* scanEntries(tables: Kysely<Tables>, after: number, last: number, signal?: AbortSignal) {
  let position = after;
  let next = position < last ? readSafely(tables, position) : null;
  while (next !== null) {
    const rows = await next;
    signal?.throwIfAborted();
    const end = rows.at(-1)?.sequence;
    if (end === undefined) return;
    position = end;
    next = position < last ? readSafely(tables, position) : null;
    // Prevents an unhandled rejection when the caller stops iterating.
    next?.catch(() => undefined);
    yield rows.filter((row) => row.sequence <= last);
  }
}

async function readUpToUnreadable(tables: Kysely<Tables>, after: number): Promise<AuditEntryRow[]> {
  const rows: AuditEntryRow[] = [];
  for (let position = after; rows.length < pageSize; position += 1) {
    const row = await readPage(tables, position, 1).catch(() => []);
    if (row.length === 0) break;
    rows.push(...row);
  }
  return rows;
}
