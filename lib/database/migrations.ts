import "server-only";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { audit } from "./migrations/001-audit.ts";
import { sessions } from "./migrations/002-sessions.ts";
import { limits } from "./migrations/003-limits.ts";
import { keys } from "./migrations/004-keys.ts";
import { statusWords } from "./migrations/005-status-words.ts";
import { logTables, type Tables } from "./tables.ts";

/** In order; a name never changes once it was released. A room with a table adds its file here. */
export const migrations: Record<string, Migration> = {
  "001-audit": audit,
  "002-sessions": sessions,
  "003-limits": limits,
  "004-keys": keys,
  "005-status-words": statusWords,
};

/** A migrator over all migrations, or over those up to `last` (tests of upgrades). */
export function migratorOf(database: Kysely<Tables>, last?: string): Migrator {
  const names = Object.keys(migrations).filter((name) => last === undefined || name <= last);
  return new Migrator({
    db: database,
    // Rooms release their tables on their own days; none of them needs another's.
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () => Object.fromEntries(names.map((name) => [name, migrations[name] as Migration])),
    },
  });
}

/**
 * Brings the schema up to date, under a lock that PostgreSQL holds for the transaction and SQLite for the file.
 * @returns names of the migrations that ran
 */
export async function migrate(database: Kysely<Tables>, last?: string): Promise<string[]> {
  const { error, results } = await migratorOf(database, last).migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

/** Names of the migrations that the database lacks. Reads only. */
export async function missingMigrations(database: Kysely<Tables>): Promise<string[]> {
  const existing = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!existing.some((table) => table.name === "kysely_migration")) return Object.keys(migrations);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
  const present = new Set(rows.map((row) => row.name));
  return Object.keys(migrations).filter((name) => !present.has(name));
}

const grantLock = 0x6772616e;

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The rights of the runtime role on one table. */
function grantsFor(name: string, table: string, role: string): string[] {
  if ((logTables as readonly string[]).includes(name))
    return [
      `revoke update, delete, truncate, references, trigger on ${table} from ${role}`,
      `grant select, insert on ${table} to ${role}`,
    ];
  if (name.startsWith("kysely_migration")) return [`grant select on ${table} to ${role}`];
  return [`grant select, insert, update, delete on ${table} to ${role}`];
}

/**
 * PostgreSQL: gives the runtime role what it needs and no more: select and insert on the log, everything but the
 * schema on the other tables. An owner that is also the runtime role gives up its own right to change the log.
 * @param runtimeRole role of DATABASE_URL
 */
export async function grantRuntimeRole(database: Kysely<Tables>, runtimeRole: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    // Replicas that start together would change the same rights at once, which PostgreSQL answers with an error.
    await sql`select pg_advisory_xact_lock(${grantLock})`.execute(transaction);
    const { rows } = await sql<{ schema: string; name: string }>`
      select schemaname as schema, tablename as name from pg_tables where schemaname = current_schema()`.execute(
      transaction,
    );
    const role = quote(runtimeRole);
    const schemas = new Set(rows.map(({ schema }) => `grant usage on schema ${quote(schema)} to ${role}`));
    const grants = rows.flatMap(({ schema, name }) => grantsFor(name, `${quote(schema)}.${quote(name)}`, role));
    for (const statement of [...schemas, ...grants]) await sql.raw(statement).execute(transaction);
  });
}
