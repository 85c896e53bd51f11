import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Counters that all replicas share, and confirmed purposes. */
export const limits: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("limit_counters")
      .addColumn("key", "text", (column) => column.primaryKey())
      .addColumn("count", "bigint", (column) => column.notNull())
      .addColumn("window_ends_at", "bigint", (column) => column.notNull())
      .execute();
    await database.schema
      .createTable("limit_evidence")
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("evidence_id", "text", (column) => column.notNull())
      .addColumn("seen_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("limit_evidence_primary", ["subject", "evidence_id"])
      .execute();
    await database.schema
      .createTable("purposes")
      .addColumn("session_id", "text", (column) => column.notNull())
      .addColumn("sr_id", "text", (column) => column.notNull())
      .addColumn("ticket", "text")
      .addColumn("purpose", "text")
      .addColumn("confirmed_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("purposes_primary", ["session_id", "sr_id"])
      .execute();
  },
};
