import "server-only";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely } from "kysely";
import { settings } from "#lib/env";
import { grantRuntimeRole, migrate, missingMigrations } from "./migrations.ts";
import { forget, once } from "./once.ts";
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
export type OpenDatabase = { kind: DatabaseKind; main: Kysely<Tables>; log: Kysely<Tables> };

/** Where a database is. SQLite: `dataDir`, and whether to hold the file for this process alone. */
export type DatabasePlace =
  | { kind: "sqlite"; dataDir: string; root: string; exclusive: boolean }
  | { kind: "postgres"; url: string; migrationUrl: string };

/** The place that the settings name. */
export function databasePlace(): DatabasePlace {
  const { url, migrationUrl, dataDir, root } = settings().database;
  if (url) return { kind: "postgres", url, migrationUrl: migrationUrl ?? url };
  return { kind: "sqlite", dataDir, root, exclusive: true };
}

/**
 * Opens a database and brings its schema up to date where this process may.
 * @throws Error in words: file in use, schema out of date, runtime role with too many rights
 */
export async function openDatabase(place: DatabasePlace): Promise<OpenDatabase> {
  return place.kind === "sqlite" ? openSqlite(place) : openPostgres(place);
}

async function openSqlite(place: DatabasePlace & { kind: "sqlite" }): Promise<OpenDatabase> {
  mkdirSync(place.dataDir, { recursive: true, mode: 0o700 });
  const thread = await SqliteThread.open(join(place.root, "lib/database/sqlite-worker.mjs"), {
    path: join(place.dataDir, "evidence-desk.sqlite"),
    lockPath: place.exclusive ? join(place.dataDir, "evidence-desk.lock") : null,
  });
  const main = new Kysely<Tables>({ dialect: sqliteDialect(async () => thread) });
  await migrate(main);
  return { kind: "sqlite", main, log: main };
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

async function openPostgres(place: DatabasePlace & { kind: "postgres" }): Promise<OpenDatabase> {
  const ownsSchema = place.migrationUrl === place.url;
  if (ownsSchema) await migratePostgres(place);
  const main = new Kysely<Tables>({ dialect: postgresDialect(place.url, { max: 10 }) });
  const log = new Kysely<Tables>({ dialect: postgresDialect(place.url, { max: 2 }) });
  try {
    const missing = await missingMigrations(main);
    if (missing.length > 0)
      throw new Error(`The database lacks ${missing.join(", ")}: run "npm run migrate" before the start.`);
    await refuseExcessRights(main, ownsSchema);
    return { kind: "postgres", main, log };
  } catch (error) {
    await Promise.allSettled([main.destroy(), log.destroy()]);
    throw error;
  }
}

/** The process's database, opened at first use; a failed opening is tried again at the next call. */
export function openedDatabase(): Promise<OpenDatabase> {
  return once("database", () => {
    const opening = openDatabase(databasePlace());
    opening.catch(() => forget("database"));
    return opening;
  });
}

/** kysely over the process's database. */
export async function database(): Promise<Kysely<Tables>> {
  return (await openedDatabase()).main;
}

/** Ends all connections and drops the lock on the file; the next use opens them again. */
export async function closeDatabase(): Promise<void> {
  const opening = once<Promise<OpenDatabase> | null>("database", () => null);
  forget("database");
  if (opening === null) return;
  const opened = await opening.catch(() => null);
  if (opened === null) return;
  await opened.main.destroy();
  if (opened.log !== opened.main) await opened.log.destroy();
}
