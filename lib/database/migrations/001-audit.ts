import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Access log: append-only entries and signed checkpoints. */
export const audit: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("audit_entries")
      .addColumn("sequence", "bigint", (column) => column.primaryKey())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("event", "text", (column) => column.notNull())
      .addColumn("subject", "text")
      .addColumn("name", "text")
      .addColumn("role", "text")
      .addColumn("purpose", "text")
      .addColumn("ticket", "text")
      .addColumn("request_id", "text")
      .addColumn("address", "text")
      .addColumn("sr_id", "text")
      .addColumn("evidence_id", "text")
      .addColumn("artefact", "text")
      .addColumn("outcome", "text")
      .addColumn("bytes", "bigint")
      .addColumn("sha256", "text")
      .addColumn("detail", "text")
      .addColumn("key_id", "text", (column) => column.notNull())
      .addColumn("format", "integer", (column) => column.notNull())
      // Prevents forks: two entries cannot have the same predecessor.
      .addColumn("previous", "text", (column) => column.notNull().unique())
      .addColumn("mac", "text", (column) => column.notNull())
      .execute();
    // Indexes end in the sequence, so that pages are read in order; the history filters by evidence and event.
    const indexes: Record<string, string[]> = {
      at: ["at"],
      subject: ["subject", "sequence"],
      ticket: ["ticket", "sequence"],
      request: ["request_id", "sequence"],
      signature_request: ["sr_id", "sequence"],
      evidence: ["evidence_id", "event", "sequence"],
      event: ["event", "sequence"],
    };
    for (const [name, columns] of Object.entries(indexes))
      await database.schema.createIndex(`audit_entries_${name}`).on("audit_entries").columns(columns).execute();
    await database.schema
      .createTable("audit_checkpoints")
      .addColumn("sequence", "bigint", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("head", "text", (column) => column.notNull())
      .addColumn("count", "bigint", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("key_id", "text", (column) => column.notNull())
      .addColumn("signature", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("audit_checkpoints_primary", ["sequence", "reason"])
      .execute();
  },
};
