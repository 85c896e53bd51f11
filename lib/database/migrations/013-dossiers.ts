import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What the server answered for dossiers that are being made. */
export const dossiers: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("dossier_parts")
      .addColumn("sha256", "text", (column) => column.notNull().primaryKey())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("sr_id", "text", (column) => column.notNull())
      .addColumn("evidence_id", "text", (column) => column.notNull())
      .addColumn("content", "text", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .execute();
  },
};
