import "server-only";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import { settings } from "#lib/env";
import { resetSingleton, singleton } from "#lib/runtime/singleton";
import { grantRuntimeRole, migrate, missingMigrations } from "./migrations.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { refuseExcessRights } from "./runtime-rights.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { SqliteThread } from "./sqlite-thread.ts";
import type { Tables } from "./tables.ts";

export type DatabaseKind = "sqlite" | "postgres";

/**
 * The open database. `main` serves everything; `log` is the access log's own way in: on PostgreSQL a small pool of its
 * own, so that other work cannot keep entries waiting; embedded, the same connection.
 */
export type OpenDatabase = {
  kind: DatabaseKind;
  main: Kysely<Tables>;
  log: Kysely<Tables>;
  /** Resolves when the embedded database's thread is gone; PostgreSQL's pools mend themselves. */
  gone?: Promise<void>;
};

/**
 * Where a database is. SQLite: `dataDir`, and whether to hold the file for this process alone. `deadlineMs` is for one
 * statement; requests keep the default, command line tools may take longer.
 */
export type DatabasePlace =
  | { kind: "sqlite"; dataDir: string; root: string; exclusive: boolean; deadlineMs?: number }
  | { kind: "postgres"; url: string; migrationUrl: string; deadlineMs?: number };

/** The place that the settings name. */
export function databasePlace(): DatabasePlace {
  const { url, migrationUrl, dataDir, root } = settings().database;
  if (url) return { kind: "postgres", url, migrationUrl: migrationUrl ?? url };
  return { kind: "sqlite", dataDir, root, exclusive: true };
}

/**
 * Opens a database and brings its schema up to date where this process may.
 * @throws Error in words: file in use, server out of reach, schema out of date, runtime role with too many rights
 */
export async function openDatabase(place: DatabasePlace): Promise<OpenDatabase> {
  if (place.kind === "postgres" && place.migrationUrl === place.url)
    await migratePostgres(place).catch((error) => {
      throw describeFailure("DATABASE_URL", error);
    });
  const opened = await connectDatabase(place);
  try {
    if (place.kind === "sqlite") await migrate(opened.main);
    else await requireSchema(opened, place.migrationUrl === place.url);
    return opened;
  } catch (error) {
    await endDatabase(opened);
    throw place.kind === "postgres" ? describeFailure("DATABASE_URL", error) : error;
  }
}

/** Connects and looks at nothing: for tools that must not change what they read. */
export async function connectDatabase(place: DatabasePlace): Promise<OpenDatabase> {
  if (place.kind === "sqlite") return connectSqlite(place);
  const { url, deadlineMs } = place;
  const pool = (max: number) =>
    new Kysely<Tables>({ dialect: postgresDialect(url, { max, ...(deadlineMs ? { deadlineMs } : {}) }) });
  return { kind: "postgres", main: pool(10), log: pool(2) };
}

async function connectSqlite(place: DatabasePlace & { kind: "sqlite" }): Promise<OpenDatabase> {
  mkdirSync(place.dataDir, { recursive: true, mode: 0o700 });
  const file = {
    path: sqlitePath(place.dataDir),
    lockPath: place.exclusive ? join(place.dataDir, "evidence-desk.lock") : null,
  };
  const thread = await SqliteThread.open(join(place.root, "lib/database/sqlite-worker.mjs"), file, place.deadlineMs);
  const main = new Kysely<Tables>({ dialect: sqliteDialect(async () => thread) });
  // kysely opens its driver at the first statement, and closes only what it opened.
  await sql`select 1`.execute(main);
  return { kind: "sqlite", main, log: main, gone: thread.gone };
}

/** The embedded database's file. */
export function sqlitePath(dataDir: string): string {
  return join(dataDir, "evidence-desk.sqlite");
}

/** A failure of PostgreSQL at the start, by its code alone: its message may hold parts of the connection string. */
function describeFailure(setting: string, error: unknown): Error {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string") return error instanceof Error ? error : new Error(String(error));
  return new Error(
    `${setting}: PostgreSQL could not be used (${code}). Is it running, and are name and password right?`,
  );
}

async function requireSchema({ main }: OpenDatabase, ownsSchema: boolean): Promise<void> {
  const missing = await missingMigrations(main);
  if (missing.length > 0)
    throw new Error(`The database lacks ${missing.join(", ")}: run "npm run migrate" before the start.`);
  await refuseExcessRights(main, ownsSchema);
}

async function endDatabase({ main, log }: OpenDatabase): Promise<void> {
  await Promise.allSettled(main === log ? [main.destroy()] : [main.destroy(), log.destroy()]);
}

/** Creates or upgrades the schema as its owner, and grants the runtime role its rights. */
export async function migratePostgres(place: DatabasePlace & { kind: "postgres" }): Promise<string[]> {
  const owner = new Kysely<Tables>({ dialect: postgresDialect(place.migrationUrl, { max: 2, deadlineMs: 60_000 }) });
  try {
    const ran = await migrate(owner);
    await grantRuntimeRole(owner, decodeURIComponent(new URL(place.url).username) || "postgres");
    return ran;
  } finally {
    await owner.destroy();
  }
}

/** The process's database, opened at first use; after a failed opening or a crash the next call opens it anew. */
export function openedDatabase(): Promise<OpenDatabase> {
  return singleton("database", () => {
    const opening = openDatabase(databasePlace());
    const forgetThis = () => {
      if (singleton<Promise<OpenDatabase> | null>("database", () => null) === opening) resetSingleton("database");
    };
    opening.then(({ gone }) => gone?.then(forgetThis), forgetThis);
    return opening;
  });
}

/** kysely over the process's database. */
export async function database(): Promise<Kysely<Tables>> {
  return (await openedDatabase()).main;
}

/** Ends all connections and drops the lock on the file; the next use opens them again. */
export async function closeDatabase(): Promise<void> {
  const opening = singleton<Promise<OpenDatabase> | null>("database", () => null);
  resetSingleton("database");
  if (opening === null) return;
  const opened = await opening.catch(() => null);
  if (opened === null) return;
  await endDatabase(opened);
}
