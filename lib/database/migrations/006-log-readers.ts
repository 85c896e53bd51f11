import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Indexes for the filters of the access log: names, and the sequences of a period without reading its rows. */
export const logReaders: Migration = {
  async up(database: Kysely<unknown>) {
    const create = (name: string, columns: string[]) =>
      database.schema.createIndex(`audit_entries_${name}`).on("audit_entries").columns(columns).execute();
    await create("name", ["name", "sequence"]);
    await create("period", ["at", "sequence"]);
    await database.schema.dropIndex("audit_entries_at").execute();
  },
};
