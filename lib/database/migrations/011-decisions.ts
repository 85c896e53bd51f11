import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Decisions, which are only ever added; challenges that wait to be confirmed; and the state of each evidence for lists. */
export const decisions: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("decisions")
      .addColumn("id", "text", (column) => column.notNull().primaryKey())
      .addColumn("sr_id", "text", (column) => column.notNull())
      .addColumn("evidence_id", "text", (column) => column.notNull())
      .addColumn("position", "bigint", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("email", "text")
      .addColumn("canonical", "text", (column) => column.notNull())
      .addColumn("sha256", "text", (column) => column.notNull())
      .addColumn("assertion", "text")
      .addColumn("log", "bigint", (column) => column.notNull())
      .addColumn("log_entry", "bigint", (column) => column.notNull())
      .addUniqueConstraint("decisions_position", ["sr_id", "evidence_id", "position"])
      .execute();
    await database.schema
      .createTable("decision_challenges")
      .addColumn("digest", "text", (column) => column.notNull().primaryKey())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("session_id", "text", (column) => column.notNull())
      .addColumn("canonical", "text", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .execute();
    for (const column of ["decision", "decision_by"] as const)
      await database.schema.alterTable("evidence_states").addColumn(column, "text").execute();
    await database.schema.alterTable("evidence_states").addColumn("decided_at", "bigint").execute();
  },
};
