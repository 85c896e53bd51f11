import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Indexes of IDs that have upper-case letters: older versions stored a UUID as the client spelled it. New entries of UUIDs
 * are in lower case, so these indexes do not grow.
 */
export const idSpellings: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`create index audit_entries_spelled_evidence on audit_entries (lower(evidence_id))
      where evidence_id <> lower(evidence_id)`.execute(database);
    await sql`create index audit_entries_spelled_request on audit_entries (lower(sr_id))
      where sr_id <> lower(sr_id)`.execute(database);
  },
};
