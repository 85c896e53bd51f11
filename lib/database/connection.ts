import "server-only";
import { Kysely } from "kysely";
import { settings } from "#lib/env";
import { resetSingleton, singleton } from "#lib/runtime/singleton";
import { grantRuntimeRole, migrate, missingMigrations } from "./migrations.ts";
import { type PoolOptions, postgresDialect } from "./postgres-dialect.ts";
import { refuseExcessRights } from "./runtime-rights.ts";
import { connectSqlite, openSqlite, type SqliteTarget } from "./sqlite-connection.ts";
import { migrationDeadlineMs, readerDeadlineMs } from "./sqlite-thread.ts";
import type { Tables } from "./tables.ts";

export type DatabaseKind = "sqlite" | "postgres";

/** Connections by use, so that no use delays another's. */
export type OpenDatabase = {
  kind: DatabaseKind;
  main: Kysely<Tables>;
  /** Appends entries; a pool of its own on PostgreSQL, the same as `main` on SQLite. */
  log: Kysely<Tables>;
  /** Reads the log, and cannot write: a second SQLite thread, or a small pool. Opens at its first statement. */
  reader: Kysely<Tables>;
  /** Resolves when the SQLite thread ends; PostgreSQL pools reconnect. */
  gone?: Promise<void>;
};

/** `deadlineMs` limits one statement of `main` and `log`. */
export type DatabaseTarget =
  | SqliteTarget
  | { kind: "postgres"; url: string; migrationUrl: string; deadlineMs?: number };

export function databaseTarget(): DatabaseTarget {
  const { url, migrationUrl, dataDir, root } = settings().database;
  if (url) return { kind: "postgres", url, migrationUrl: migrationUrl ?? url };
  return { kind: "sqlite", dataDir, root, exclusive: true };
}

/** @throws Error if the file is in use, the server unreachable, the schema outdated, or the role has too many rights */
export async function openDatabase(target: DatabaseTarget): Promise<OpenDatabase> {
  if (target.kind === "postgres" && target.migrationUrl === target.url)
    await migratePostgres(target).catch((error) => {
      throw describeFailure("DATABASE_URL", error);
    });
  if (target.kind === "sqlite") return openSqlite(target);
  const opened = await connectDatabase(target);
  try {
    await requireSchema(opened, target.migrationUrl === target.url);
    return opened;
  } catch (error) {
    await endDatabase(opened);
    throw describeFailure("DATABASE_URL", error);
  }
}

/** Connects without checks or migrations, for tools that must not change what they read. */
export async function connectDatabase(target: DatabaseTarget): Promise<OpenDatabase> {
  if (target.kind === "sqlite") return connectSqlite(target);
  const { url, deadlineMs } = target;
  const pool = (options: PoolOptions) => new Kysely<Tables>({ dialect: postgresDialect(url, options) });
  const deadline = deadlineMs ? { deadlineMs } : {};
  const reader = pool({ max: 3, deadlineMs: readerDeadlineMs, readOnly: true });
  return { kind: "postgres", main: pool({ max: 10, ...deadline }), log: pool({ max: 2, ...deadline }), reader };
}

/** Reports a PostgreSQL failure by its code; the message may contain parts of the connection string. */
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

/** Closes all connections; the SQLite writer last, because only it can merge the write-ahead log into the file. */
export async function endDatabase({ main, log, reader }: OpenDatabase): Promise<void> {
  await Promise.allSettled([reader.destroy()]);
  await Promise.allSettled(main === log ? [main.destroy()] : [main.destroy(), log.destroy()]);
}

/** Migrates the schema as its owner, and grants the runtime role its rights. */
export async function migratePostgres(target: DatabaseTarget & { kind: "postgres" }): Promise<string[]> {
  const owner = new Kysely<Tables>({
    dialect: postgresDialect(target.migrationUrl, { max: 2, deadlineMs: migrationDeadlineMs }),
  });
  try {
    const ran = await migrate(owner);
    await grantRuntimeRole(owner, decodeURIComponent(new URL(target.url).username) || "postgres");
    return ran;
  } finally {
    await owner.destroy();
  }
}

/** Opens the database at first use, and again after a failed opening or a crash. */
export function openedDatabase(): Promise<OpenDatabase> {
  return singleton("database", () => {
    const opening = openDatabase(databaseTarget());
    const forgetThis = () => {
      if (singleton<Promise<OpenDatabase> | null>("database", () => null) === opening) resetSingleton("database");
    };
    const forgetCrashed = (opened: OpenDatabase) =>
      opened.gone?.then(() => {
        forgetThis();
        return opened.reader.destroy();
      });
    opening.then(forgetCrashed, forgetThis);
    return opening;
  });
}

export async function database(): Promise<Kysely<Tables>> {
  return (await openedDatabase()).main;
}

/** Read-only connection to the log, which never delays its writers. */
export async function logReader(): Promise<Kysely<Tables>> {
  return (await openedDatabase()).reader;
}

/** Closes all connections and releases the file lock; the next use reopens them. */
export async function closeDatabase(): Promise<void> {
  const opening = singleton<Promise<OpenDatabase> | null>("database", () => null);
  resetSingleton("database");
  if (opening === null) return;
  const opened = await opening.catch(() => null);
  if (opened === null) return;
  await endDatabase(opened);
}
