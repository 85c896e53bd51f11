import type { Kysely } from "kysely";
import { fromTreeRow, type StoredEntry } from "#lib/audit/stored-entry";
import type { DatabaseKind } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";

/** Facts of the content that have no column of their own. */
const facts = { purpose: "purpose", address: "address", role: "role", sha256: "sha256", detail: "detail" } as const;

const table = (content: string, toWhole: string) => {
  const texts = Object.entries(facts).map(([column, name]) => `${content} ->> '${name}' as ${column}`);
  const own = "subject, name, ticket, request_id, sr_id, evidence_id, artefact, outcome";
  const bytes = `(${content} ->> 'bytes')${toWhole} as bytes`;
  return `(select log, "index" + 1 as sequence, at, event, ${own}, ${texts.join(", ")}, ${bytes} from log_entries) as entries`;
};

/** Entries of format 2 for the SQL of a test: one column per fact and the entry's number; `detail` is JSON text. */
export const entriesIn: Record<DatabaseKind, string> = {
  sqlite: table("content", ""),
  postgres: table("content::json", "::bigint"),
};

/** Reads all entries of one log in their order. */
export async function readStoredEntries(tables: Kysely<Tables>, log = 1): Promise<StoredEntry[]> {
  const rows = await tables
    .selectFrom("log_entries")
    .select(["log", "index", "at", "event", "commitment", "salt", "content"])
    .where("log", "=", log)
    .orderBy("index")
    .execute();
  return rows.map(fromTreeRow);
}
