import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What this installation knows of each evidence, who opened which evidence, and each person's settings and saved views. */
export const savedViews: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("evidence_states")
      .addColumn("sr_id", "text", (column) => column.notNull())
      .addColumn("evidence_id", "text", (column) => column.notNull())
      .addColumn("state", "text")
      .addColumn("since_at", "bigint")
      .addColumn("expires_at", "bigint")
      .addColumn("asked_at", "bigint")
      .addColumn("conclusion", "text")
      .addColumn("tone", "text")
      .addColumn("file", "bigint")
      .addColumn("concluded_at", "bigint")
      .addColumn("concluded_by", "text")
      .addColumn("opened_at", "bigint", (column) => column.notNull())
      .addColumn("opened_by", "text")
      .addColumn("refresh_at", "bigint")
      .addPrimaryKeyConstraint("evidence_states_primary", ["sr_id", "evidence_id"])
      .execute();
    await database.schema
      .createIndex("evidence_states_refresh")
      .on("evidence_states")
      .columns(["state", "opened_at"])
      .execute();
    await database.schema
      .createTable("evidence_openings")
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("sr_id", "text", (column) => column.notNull())
      .addColumn("evidence_id", "text", (column) => column.notNull())
      .addColumn("opened_at", "bigint", (column) => column.notNull())
      .addColumn("record_at", "bigint")
      .addColumn("files_at", "bigint")
      .addColumn("verdict_at", "bigint")
      .addColumn("verdict", "text")
      .addPrimaryKeyConstraint("evidence_openings_primary", ["subject", "sr_id", "evidence_id"])
      .execute();
    await database.schema
      .createTable("person_settings")
      .addColumn("subject", "text", (column) => column.notNull().primaryKey())
      .addColumn("preferences", "text")
      .addColumn("views", "text")
      .execute();
  },
};
