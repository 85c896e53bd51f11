import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What a person needs to recognize a session, and the session at the identity provider, by which a back-channel logout names it. */
export const ownSessions: Migration = {
  async up(database: Kysely<unknown>) {
    // One column per statement, because SQLite adds only one.
    for (const column of ["browser", "platform", "provider_session"])
      await database.schema.alterTable("sessions").addColumn(column, "text").execute();
    await database.schema.createIndex("sessions_provider_session").on("sessions").column("provider_session").execute();
  },
};
