import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import type { Kysely } from "kysely";
import type { AuditCheckpointRow, AuditEntryRow, Tables } from "#lib/database/tables";

/** Log that version 0.1 wrote: 222 entries from 55 to 276, whose beginning was pruned, with a key rotation. Keys: `testSecrets`. */
const fixture = "lib/audit/fixtures/log-0.1.sqlite.gz";
export const formerFacts = {
  formerFormat: 1,
  formerEntries: 222,
  formerFirst: 55,
  formerLast: 276,
  formerHead: "0e66d5f808e7beed577f1e025105ae24c46d9e3800cfc7f2ec4b4de524f0456a",
  formerKeyId: "33e6ed2d03977456",
};

/** Puts the database file of version 0.1 into a data folder. */
export function placeFormerDatabase(dataDir: string): string {
  const file = join(dataDir, "evidence-desk.sqlite");
  writeFileSync(file, gunzipSync(readFileSync(fixture)), { mode: 0o600 });
  return file;
}

/** Copies the rows of the log of version 0.1 into another database. */
export async function copyFormerLog(file: string, tables: Kysely<Tables>): Promise<void> {
  const source = new DatabaseSync(file, { readOnly: true });
  const entries = source.prepare("select * from audit_entries order by sequence").all() as unknown as AuditEntryRow[];
  const checkpoints = source.prepare("select * from audit_checkpoints").all() as unknown as AuditCheckpointRow[];
  source.close();
  for (let at = 0; at < entries.length; at += 50)
    await tables
      .insertInto("audit_entries")
      .values(entries.slice(at, at + 50))
      .execute();
  await tables.insertInto("audit_checkpoints").values(checkpoints).execute();
}
