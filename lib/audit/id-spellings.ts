import "server-only";
import { type Kysely, sql } from "kysely";
import type { Tables } from "#lib/database/tables";
import { isUuid } from "#lib/paths";

/**
 * Spellings of an ID in the log: entries of older versions have a UUID as the client spelled it. Reads a partial index.
 * @param id canonical
 */
export async function findSpellings(
  tables: Kysely<Tables>,
  column: "sr_id" | "evidence_id",
  id: string,
): Promise<string[]> {
  if (!isUuid(id)) return [id];
  const stored = sql.ref(column);
  const rows = await tables
    .selectFrom("audit_entries")
    .select(sql<string>`${stored}`.as("spelling"))
    .distinct()
    .where(sql<boolean>`lower(${stored}) = ${id} and ${stored} <> lower(${stored})`)
    .execute();
  return [id, ...rows.map(({ spelling }) => spelling)];
}
