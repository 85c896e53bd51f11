import "server-only";
import { CompiledQuery, type Kysely, sql } from "kysely";
import type { DatabaseKind } from "#lib/database/connection";
import type { LogCheckpointRow, LogEntryRow, Tables } from "#lib/database/tables";
import type { Commit } from "./plan-commit.ts";

/** Another process has written to the log, so this commit does not follow its end. */
export class StaleStateError extends Error {
  override readonly name = "StaleStateError";
}

const columns = [
  "index",
  "v",
  "at",
  "event",
  "commitment",
  "salt",
  "content",
  "subject",
  "name",
  "ticket",
  "request_id",
  "sr_id",
  "evidence_id",
  "artefact",
  "outcome",
] as const satisfies (keyof LogEntryRow)[];

const quoted = (column: string) => `"${column}"`;
const columnList = columns.map(quoted).join(", ");

const postgresTypes: { readonly [column in (typeof columns)[number]]?: string } = {
  index: "bigint[]",
  v: "integer[]",
  at: "bigint[]",
};

/** Rows of a few entries; more go as arrays, so that the statement stays short. */
const maxListed = 32;

const checkpointColumns = [
  "log",
  "size",
  "size_before",
  "at",
  "root",
  "note",
] as const satisfies (keyof LogCheckpointRow)[];

/** Text of a statement, and its parameters in order. Plain text, because a query builder costs as much as the signature. */
class Statement {
  readonly #parameters: unknown[] = [];
  text = "";

  /** @returns the placeholder of a parameter */
  of = (value: unknown): string => {
    this.#parameters.push(value);
    return `$${this.#parameters.length}`;
  };

  list(values: readonly unknown[]): string {
    return values.map(this.of).join(", ");
  }

  execute(tables: Kysely<Tables>) {
    return tables.executeQuery(CompiledQuery.raw(this.text, this.#parameters));
  }
}

/** One statement, whatever the number of entries. */
async function storeInPostgres(tables: Kysely<Tables>, { checkpoint, tiles, entries }: Commit): Promise<void> {
  const statement = new Statement();
  const { of } = statement;
  const { log } = checkpoint;
  const arrayOf = (column: (typeof columns)[number]) =>
    `${of(entries.map((entry) => entry[column]))}::${postgresTypes[column] ?? "text[]"}`;
  const rows =
    entries.length <= maxListed
      ? `values ${entries.map((entry) => `(${statement.list([log, ...columns.map((column) => entry[column])])})`).join(", ")}`
      : `select ${of(log)}::integer, entry.* from unnest(${columns.map(arrayOf).join(", ")}) as entry`;
  statement.text = `with entries as (insert into log_entries (log, ${columnList}) ${rows})`;
  if (tiles.length > 0)
    statement.text += `, tiles as (insert into log_tiles (log, level, number, hashes, root)
      select ${of(log)}::integer, tile.* from unnest(
        ${of(tiles.map(({ level }) => level))}::integer[], ${of(tiles.map(({ number }) => number))}::bigint[],
        ${of(tiles.map(({ hashes }) => Buffer.concat(hashes)))}::bytea[], ${of(tiles.map(({ root }) => root))}::bytea[]) as tile)`;
  statement.text += ` insert into log_checkpoints (${checkpointColumns.join(", ")})
    values (${statement.list(checkpointColumns.map((column) => checkpoint[column]))})`;
  await statement.execute(tables);
}

const insertInSqlite = `insert into log_entries (log, ${columnList})
  select ?, ${columns.map((_, at) => `value ->> ${at}`).join(", ")} from json_each(?)`;

const followInSqlite = `insert into log_checkpoints (${checkpointColumns.join(", ")})
  select ?, ?, ?, ?, ?, ?
  where (? = 0 or exists (select 1 from log_checkpoints where log = ? and size = ? and root = ?))
    and not exists (select 1 from log_checkpoints where (log, size) > (?, ?))`;

/** The checkpoint comes first: it is stored only behind the one that this process knows, so that nothing needs to be read. */
async function storeInSqlite(tables: Kysely<Tables>, commit: Commit, rootBefore: string): Promise<void> {
  const { checkpoint, entries, tiles } = commit;
  const { log, size, size_before: before, at, root, note } = checkpoint;
  const own = [log, size, before, at, root, note];
  const parameters = [...own, before, log, before, rootBefore, log, before];
  const { numAffectedRows } = await tables.executeQuery(CompiledQuery.raw(followInSqlite, parameters));
  if (numAffectedRows !== 1n) throw new StaleStateError("Another process has written to the access log.");
  const rows = entries.map((entry) => columns.map((column) => entry[column]));
  await tables.executeQuery(CompiledQuery.raw(insertInSqlite, [log, JSON.stringify(rows)]));
  if (tiles.length === 0) return;
  const filled = tiles.map(({ level, number, hashes, root }) => [
    level,
    number,
    Buffer.concat(hashes).toString("hex"),
    root.toString("hex"),
  ]);
  await sql`
    insert into log_tiles (log, level, number, hashes, root)
    select ${log}, value ->> 0, value ->> 1, unhex(value ->> 2), unhex(value ->> 3)
    from json_each(${JSON.stringify(filled)})`.execute(tables);
}

/**
 * Stores entries, filled tiles and the checkpoint in the caller's transaction.
 * @param rootBefore root (base64) of the log that this commit follows
 * @throws StaleStateError on SQLite, or the database's unique violation, if the commit does not follow the log's end
 */
export async function storeCommit(
  tables: Kysely<Tables>,
  kind: DatabaseKind,
  commit: Commit,
  rootBefore: string,
): Promise<void> {
  if (kind === "postgres") await storeInPostgres(tables, commit);
  else await storeInSqlite(tables, commit, rootBefore);
}
