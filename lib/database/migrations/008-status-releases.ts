import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Recorded releases of a status, by session, with the run of polls that follows each. */
export const statusReleases: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("status_releases")
      .addColumn("session_id", "text", (column) => column.notNull())
      .addColumn("sr_id", "text", (column) => column.notNull())
      .addColumn("evidence_id", "text", (column) => column.notNull())
      .addColumn("released_at", "bigint", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("polls", "bigint", (column) => column.notNull())
      .addColumn("first_at", "bigint")
      .addColumn("last_at", "bigint", (column) => column.notNull())
      .addColumn("changes", "bigint", (column) => column.notNull())
      .addColumn("sha256", "text")
      .addColumn("bytes", "bigint")
      .addColumn("request_id", "text")
      .addColumn("event", "text")
      .addColumn("claimed_at", "bigint")
      .addPrimaryKeyConstraint("status_releases_primary", ["session_id", "sr_id", "evidence_id", "released_at"])
      .execute();
    const indexes: Record<string, string[]> = {
      state: ["state", "last_at"],
      released_at: ["released_at"],
      request: ["request_id"],
    };
    for (const [name, columns] of Object.entries(indexes))
      await database.schema.createIndex(`status_releases_${name}`).on("status_releases").columns(columns).execute();
  },
};
