import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Sessions, shared by all replicas; the row, not the cookie, decides whether a session is active. */
export const sessions: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("sessions")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("email", "text")
      .addColumn("roles", "text", (column) => column.notNull())
      .addColumn("provider", "text", (column) => column.notNull())
      .addColumn("started_at", "bigint", (column) => column.notNull())
      .addColumn("last_act_at", "bigint", (column) => column.notNull())
      .addColumn("ended_at", "bigint")
      .addColumn("end_reason", "text")
      .addColumn("roles_read_at", "bigint", (column) => column.notNull())
      .addColumn("next_read_at", "bigint", (column) => column.notNull())
      .addColumn("tokens", "text")
      .execute();
    for (const column of ["subject", "started_at"])
      await database.schema.createIndex(`sessions_${column}`).on("sessions").column(column).execute();
  },
};
