import "server-only";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import { migrate } from "./migrations.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { databaseDeadlineMs, migrationDeadlineMs, readerDeadlineMs, SqliteThread } from "./sqlite-thread.ts";
import type { Tables } from "./tables.ts";

/** `exclusive` locks the file for this process; `deadlineMs` limits one statement of the writer. */
export type SqliteTarget = { kind: "sqlite"; dataDir: string; root: string; exclusive: boolean; deadlineMs?: number };

type SqliteDatabase = {
  kind: "sqlite";
  main: Kysely<Tables>;
  log: Kysely<Tables>;
  reader: Kysely<Tables>;
  gone: Promise<void>;
};

export function sqlitePath(dataDir: string): string {
  return join(dataDir, "evidence-desk.sqlite");
}

async function openThreads(target: SqliteTarget): Promise<SqliteDatabase & { writer: SqliteThread }> {
  mkdirSync(target.dataDir, { recursive: true, mode: 0o700 });
  const worker = join(target.root, "lib/database/sqlite-worker.mjs");
  const path = sqlitePath(target.dataDir);
  const lockPath = target.exclusive ? join(target.dataDir, "evidence-desk.lock") : null;
  const writer = await SqliteThread.open(worker, { path, lockPath }, target.deadlineMs);
  const main = new Kysely<Tables>({ dialect: sqliteDialect(async () => writer) });
  // kysely opens its driver at the first statement, and closes only an open driver.
  await sql`select 1`.execute(main);
  // The lock file excludes other processes, not this second connection of the same one.
  const readFile = { path, lockPath: null, readOnly: true };
  const openReader = () => SqliteThread.open(worker, readFile, readerDeadlineMs);
  const reader = new Kysely<Tables>({ dialect: sqliteDialect(openReader) });
  return { kind: "sqlite", main, log: main, reader, gone: writer.gone, writer };
}

/** Connects without migrating. @throws Error if the file is in use or cannot be opened */
export async function connectSqlite(target: SqliteTarget): Promise<SqliteDatabase> {
  const { writer: _writer, ...opened } = await openThreads(target);
  return opened;
}

/** Connects and migrates. @throws Error if the file is in use, or cannot be opened or migrated */
export async function openSqlite(target: SqliteTarget): Promise<SqliteDatabase> {
  const { writer, ...opened } = await openThreads({ ...target, deadlineMs: migrationDeadlineMs });
  try {
    await migrate(opened.main);
  } catch (error) {
    await opened.main.destroy();
    throw error;
  }
  writer.deadlineMs = target.deadlineMs ?? databaseDeadlineMs;
  return opened;
}
