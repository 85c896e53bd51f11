import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Passkeys, which stay when they are revoked, and the challenges of enrolments. */
export const passkeys: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("passkeys")
      .addColumn("id", "text", (column) => column.notNull().primaryKey())
      .addColumn("credential_id", "text", (column) => column.notNull().unique())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("rp_id", "text", (column) => column.notNull())
      .addColumn("public_key", "text", (column) => column.notNull())
      .addColumn("counter", "bigint", (column) => column.notNull())
      .addColumn("transports", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("last_used_at", "bigint")
      .addColumn("revoked_at", "bigint")
      .execute();
    await database.schema.createIndex("passkeys_subject").on("passkeys").column("subject").execute();
    await database.schema
      .createTable("passkey_challenges")
      .addColumn("session_id", "text", (column) => column.notNull().primaryKey())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("challenge", "text", (column) => column.notNull())
      .addColumn("expires_at", "bigint", (column) => column.notNull())
      .execute();
  },
};
