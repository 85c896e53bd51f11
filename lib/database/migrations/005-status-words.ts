import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Unmapped status words of the provider, with their count and last time. */
export const statusWords: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("status_words")
      .addColumn("word", "text", (column) => column.primaryKey())
      .addColumn("times_seen", "bigint", (column) => column.notNull())
      .addColumn("last_seen_at", "bigint", (column) => column.notNull())
      .execute();
  },
};
