import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Keys published at the URLs of trusted keys, kept after their publication ends. */
export const keys: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("trusted_keys")
      .addColumn("source_sha256", "text", (column) => column.notNull())
      .addColumn("thumbprint", "text", (column) => column.notNull())
      .addColumn("jwk", "text", (column) => column.notNull())
      .addColumn("first_seen_at", "bigint", (column) => column.notNull())
      .addColumn("last_seen_at", "bigint", (column) => column.notNull())
      .addColumn("is_published", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("trusted_keys_primary", ["source_sha256", "thumbprint"])
      .execute();
  },
};
