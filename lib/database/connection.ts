import "server-only";
import { Kysely } from "kysely";
import { type DatabaseTls, parsePostgresUrl, settings } from "#lib/env";
import { resetSingleton, singleton } from "#lib/runtime/singleton";
import { grantRuntimeRole, migrate, missingMigrations } from "./migrations.ts";
import { type PoolOptions, postgresDialect } from "./postgres-dialect.ts";
import { describePostgresFailure, isPermissionError } from "./postgres-failure.ts";
import { readLogOwner, refuseExcessRights } from "./runtime-rights.ts";
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
  /** True if the PostgreSQL role of this process also owns the log's tables. */
  ownsLog?: boolean;
  /** Resolves when the SQLite thread ends; PostgreSQL pools reconnect. */
  gone?: Promise<void>;
};

/**
 * `deadlineMs` limits one statement of `main` and `log`. `migrationUrl` names the owner of the schema, and equals `url`
 * if none is configured. `tls` is DATABASE_TLS.
 */
export type PostgresTarget = {
  kind: "postgres";
  url: string;
  migrationUrl: string;
  tls?: DatabaseTls | undefined;
  deadlineMs?: number;
};
export type DatabaseTarget = SqliteTarget | PostgresTarget;

export function databaseTarget(): DatabaseTarget {
  const { url, migrationUrl, tls, dataDir, root } = settings().database;
  if (url) return { kind: "postgres", url, migrationUrl: migrationUrl ?? url, tls };
  return { kind: "sqlite", dataDir, root, exclusive: true };
}

/** @throws Error if the file is in use, the server unreachable, the schema outdated, or the role has too many rights */
export async function openDatabase(target: DatabaseTarget): Promise<OpenDatabase> {
  if (target.kind === "postgres")
    return openPostgres(target).catch((error) => {
      throw describePostgresFailure("DATABASE_URL", error);
    });
  return openSqlite(target);
}

/** One role for schema and product (small installations) migrates at start; any other role must match the allow-list. */
async function openPostgres(target: PostgresTarget): Promise<OpenDatabase> {
  const opened = await connectDatabase(target);
  const { main } = opened;
  try {
    const [runtime, migrator] = [target.url, target.migrationUrl].map((url) => parsePostgresUrl(url, target.tls).user);
    const owner = await readLogOwner(main);
    const ownsLog = runtime === migrator && (owner?.isLogin ?? true);
    if (ownsLog) await migrateAsRuntimeRole(target, owner === null);
    const missing = await missingMigrations(main);
    if (missing.length > 0) throw new Error(outdatedSchema(missing));
    if (!ownsLog) await refuseExcessRights(main, owner?.isLogin === false ? owner.name : (migrator ?? ""));
    return { ...opened, ownsLog };
  } catch (error) {
    await endDatabase(opened);
    throw error;
  }
}

const outdatedSchema = (missing: string[]) =>
  `The database lacks ${missing.join(", ")}. Run "npm run migrate", then start again.`;

/** @param isNew the schema is empty, so that a refusal means that another role is to create it */
async function migrateAsRuntimeRole(target: PostgresTarget, isNew: boolean): Promise<void> {
  await migratePostgres(target).catch((error) => {
    throw isNew && isPermissionError(error) ? new Error(outdatedSchema(["all tables"])) : error;
  });
}

/** Connects without checks or migrations, for tools that must not change what they read. */
export async function connectDatabase(target: DatabaseTarget): Promise<OpenDatabase> {
  if (target.kind === "sqlite") return connectSqlite(target);
  const { url, tls, deadlineMs } = target;
  const address = parsePostgresUrl(url, tls);
  const pool = (options: PoolOptions) => new Kysely<Tables>({ dialect: postgresDialect(address, options) });
  const deadline = deadlineMs ? { deadlineMs } : {};
  const reader = pool({ max: 3, deadlineMs: readerDeadlineMs, readOnly: true });
  return { kind: "postgres", main: pool({ max: 10, ...deadline }), log: pool({ max: 2, ...deadline }), reader };
}

/** Closes all connections; the SQLite writer last, because only it can merge the write-ahead log into the file. */
export async function endDatabase({ main, log, reader }: OpenDatabase): Promise<void> {
  await Promise.allSettled([reader.destroy()]);
  await Promise.allSettled(main === log ? [main.destroy()] : [main.destroy(), log.destroy()]);
}

/** Migrates the schema as its owner, and grants the runtime role its rights. @returns names of the migrations */
export async function migratePostgres({ url, migrationUrl, tls }: PostgresTarget): Promise<string[]> {
  const address = parsePostgresUrl(migrationUrl, tls);
  const owner = new Kysely<Tables>({ dialect: postgresDialect(address, { max: 2, deadlineMs: migrationDeadlineMs }) });
  try {
    const ran = await migrate(owner);
    await grantRuntimeRole(owner, parsePostgresUrl(url, tls).user, address.user);
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
