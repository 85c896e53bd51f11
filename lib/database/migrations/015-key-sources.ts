import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Keys of every source are kept, not only those of a URL; `source` is the name of the setting, or `x5c`. */
export const keySources: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable("trusted_keys")
      .addColumn("source", "text", (column) => column.notNull().defaultTo("TRUST_JWKS_URL"))
      .execute();
  },
};
