import { type Kysely, SqliteAdapter, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Statistics of a large log for SQLite's planner. Without any it supposes that a log has few entries, and reads them all for a filter;
 * `PRAGMA optimize` replaces them at the end of a process.
 * @param names of the indexes; each begins with a rare value, but for the log itself, periods and events
 */
async function describeToPlanner(database: Kysely<unknown>, names: readonly string[]): Promise<void> {
  const counts: Record<string, string> = {
    period: "1000000 1000000 2 1",
    event: "1000000 1000000 50000 1",
    evidence: "1000000 20 20 8 1",
    request: "1000000 2 2 1",
    signature_request: "1000000 20 20 1",
  };
  await sql`analyze`.execute(database);
  for (const name of names) {
    const stat = counts[name] ?? "1000000 1000000 1000 1";
    await sql`insert into sqlite_stat1 (tbl, idx, stat) values ('log_entries', ${`log_entries_${name}`}, ${stat})`.execute(
      database,
    );
  }
  await sql`insert into sqlite_stat1 (tbl, idx, stat) values ('log_entries', 'log_entries', '1000000 1000000 1')`.execute(
    database,
  );
  await sql`analyze sqlite_schema`.execute(database);
}

/**
 * The access log in format 2: entries with salted commitments, their tree in tiles, and a signed checkpoint with every commit. The primary
 * keys and `size_before` refuse a second history.
 */
export const logFormat2: Migration = {
  async up(database: Kysely<unknown>) {
    const isSqlite = database.getExecutor().adapter instanceof SqliteAdapter;
    const bytes = sql.raw(isSqlite ? "blob" : "bytea");
    // Each b-tree that a commit touches is a page to write: rows that lie in the primary key save one per table.
    const create = (table: string) =>
      database.schema
        .createTable(table)
        .$call((builder) => (isSqlite ? builder.modifyEnd(sql`without rowid`) : builder));
    await create("logs")
      .addColumn("log", "integer", (column) => column.notNull().primaryKey())
      .addColumn("origin", "text", (column) => column.notNull().unique())
      .execute();
    await create("log_entries")
      .addColumn("log", "integer", (column) => column.notNull())
      .addColumn("index", "bigint", (column) => column.notNull())
      .addColumn("v", "integer", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("event", "text", (column) => column.notNull())
      .addColumn("commitment", "text", (column) => column.notNull())
      .addColumn("salt", "text")
      .addColumn("content", "text")
      .addColumn("subject", "text")
      .addColumn("name", "text")
      .addColumn("ticket", "text")
      .addColumn("request_id", "text")
      .addColumn("sr_id", "text")
      .addColumn("evidence_id", "text")
      .addColumn("artefact", "text")
      .addColumn("outcome", "text")
      .addPrimaryKeyConstraint("log_entries_primary", ["log", "index"])
      .execute();
    const indexes: Record<string, string[]> = {
      period: ["log", "at", "index"],
      subject: ["log", "subject", "index"],
      name: ["log", "name", "index"],
      ticket: ["log", "ticket", "index"],
      request: ["request_id", "log", "index"],
      signature_request: ["sr_id", "log", "index"],
      evidence: ["evidence_id", "log", "event", "index"],
      event: ["log", "event", "index"],
    };
    for (const [name, columns] of Object.entries(indexes))
      await database.schema.createIndex(`log_entries_${name}`).on("log_entries").columns(columns).execute();
    if (isSqlite) await describeToPlanner(database, Object.keys(indexes));
    await create("log_tiles")
      .addColumn("log", "integer", (column) => column.notNull())
      .addColumn("level", "integer", (column) => column.notNull())
      .addColumn("number", "bigint", (column) => column.notNull())
      .addColumn("hashes", bytes, (column) => column.notNull())
      .addColumn("root", bytes, (column) => column.notNull())
      .addPrimaryKeyConstraint("log_tiles_primary", ["log", "level", "number"])
      .execute();
    await create("log_checkpoints")
      .addColumn("log", "integer", (column) => column.notNull())
      .addColumn("size", "bigint", (column) => column.notNull())
      .addColumn("size_before", "bigint", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("root", "text", (column) => column.notNull())
      .addColumn("note", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("log_checkpoints_primary", ["log", "size"])
      .addUniqueConstraint("log_checkpoints_before", ["log", "size_before"])
      .execute();
  },
};
