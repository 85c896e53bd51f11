import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Requests for several dossiers in one ZIP, and the cases of which a dossier was recorded under one. */
export const dossierBatches: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("dossier_batches")
      .addColumn("id", "text", (column) => column.notNull().primaryKey())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("email", "text")
      .addColumn("content", "text", (column) => column.notNull())
      .addColumn("sha256", "text", (column) => column.notNull())
      .addColumn("asked_at", "bigint", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("answered_by", "text")
      .addColumn("answered_name", "text")
      .addColumn("answered_at", "bigint")
      .execute();
    await database.schema
      .createTable("dossier_batch_cases")
      .addColumn("batch", "text", (column) => column.notNull())
      .addColumn("sr_id", "text", (column) => column.notNull())
      .addColumn("evidence_id", "text", (column) => column.notNull())
      .addColumn("log_entry", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("dossier_batch_cases_primary", ["batch", "sr_id", "evidence_id"])
      .execute();
  },
};
