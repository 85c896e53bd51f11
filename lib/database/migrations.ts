import "server-only";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { tableRights } from "./allowed-rights.ts";
import { audit } from "./migrations/001-audit.ts";
import { sessions } from "./migrations/002-sessions.ts";
import { limits } from "./migrations/003-limits.ts";
import { keys } from "./migrations/004-keys.ts";
import { statusWords } from "./migrations/005-status-words.ts";
import { logReaders } from "./migrations/006-log-readers.ts";
import { ownSessions } from "./migrations/007-sessions.ts";
import { idSpellings } from "./migrations/008-id-spellings.ts";
import { statusReleases } from "./migrations/008-status-releases.ts";
import { logFormat2 } from "./migrations/009-log-format-2.ts";
import { savedViews } from "./migrations/010-saved-views.ts";
import { decisions } from "./migrations/011-decisions.ts";
import { passkeys } from "./migrations/012-passkeys.ts";
import { dossiers } from "./migrations/013-dossiers.ts";
import { dossierBatches } from "./migrations/014-dossier-batches.ts";
import { keySources } from "./migrations/015-key-sources.ts";
import { logTables, type Tables } from "./tables.ts";

/** In order; released names never change. An area with a table adds its migration here. */
export const migrations: Record<string, Migration> = {
  "001-audit": audit,
  "002-sessions": sessions,
  "003-limits": limits,
  "004-keys": keys,
  "005-status-words": statusWords,
  "006-log-readers": logReaders,
  "007-sessions": ownSessions,
  "008-id-spellings": idSpellings,
  "008-status-releases": statusReleases,
  "009-log-format-2": logFormat2,
  "010-saved-views": savedViews,
  "011-decisions": decisions,
  "012-passkeys": passkeys,
  "013-dossiers": dossiers,
  "014-dossier-batches": dossierBatches,
  "015-key-sources": keySources,
};

/** @param last name of the last migration to include (tests of upgrades) */
export function migratorOf(database: Kysely<Tables>, last?: string): Migrator {
  const names = Object.keys(migrations).filter((name) => last === undefined || name <= last);
  return new Migrator({
    db: database,
    // Areas release migrations on different days, and none depends on another area's.
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () => Object.fromEntries(names.map((name) => [name, migrations[name] as Migration])),
    },
  });
}

/** Runs missing migrations under a lock. @returns their names */
export async function migrate(database: Kysely<Tables>, last?: string): Promise<string[]> {
  const { error, results } = await migratorOf(database, last).migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

/** Reads only. @returns names of migrations that the database lacks */
export async function missingMigrations(database: Kysely<Tables>): Promise<string[]> {
  const existing = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!existing.some((table) => table.name === "kysely_migration")) return Object.keys(migrations);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
  const present = new Set(rows.map((row) => row.name));
  return Object.keys(migrations).filter((name) => !present.has(name));
}

const grantLock = 0x6772616e;

const isOurTable = (name: string): name is keyof typeof tableRights => Object.hasOwn(tableRights, name);

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The first statement takes away what an older version or an operator granted beyond the allow-list. */
function grantsFor(name: string, table: string, role: string, isOwner: boolean): string[] {
  const rights = isOurTable(name) ? tableRights[name] : [];
  if (rights.length === 0) return [];
  // Revoked from the owner, other rights would keep the next migration from running.
  const revoked = isOwner ? "update, delete, truncate, references, trigger" : "all";
  const isRevoked = !isOwner || (logTables as readonly string[]).includes(name);
  const grant = `grant ${rights.join(", ")} on ${table} to ${role}`;
  return isRevoked ? [`revoke ${revoked} on ${table} from ${role}`, grant] : [grant];
}

/**
 * Grants the PostgreSQL runtime role the rights of the allow-list on our tables, and no others. An owner that is also the
 * runtime role loses its right to change the log.
 * @param runtimeRole role of DATABASE_URL
 * @param owner role of this connection
 */
export async function grantRuntimeRole(database: Kysely<Tables>, runtimeRole: string, owner: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    // Serializes replicas, because PostgreSQL fails when they change the same rights concurrently.
    await sql`select pg_advisory_xact_lock(${grantLock})`.execute(transaction);
    const { rows } = await sql<{ schema: string; name: string }>`
      select schemaname as schema, tablename as name from pg_tables where schemaname = current_schema()`.execute(
      transaction,
    );
    const role = quote(runtimeRole);
    const schemas = new Set(rows.map(({ schema }) => `grant usage on schema ${quote(schema)} to ${role}`));
    const grants = rows.flatMap(({ schema, name }) =>
      grantsFor(name, `${quote(schema)}.${quote(name)}`, role, runtimeRole === owner),
    );
    for (const statement of [...schemas, ...grants]) await sql.raw(statement).execute(transaction);
  });
}
