import "server-only";
import { type Kysely, sql } from "kysely";
import { logTables, type Tables } from "./tables.ts";

type Rights = { superuser: boolean; owner: boolean; excess: string | null };

async function readRights(database: Kysely<Tables>, table: string): Promise<Rights> {
  const { rows } = await sql<Rights>`
    select r.rolsuper as superuser,
      pg_has_role(current_user, c.relowner, 'member') as owner,
      (select string_agg(p, ', ') from unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p
        where has_table_privilege(current_user, c.oid, p)) as excess
    from pg_class c, pg_roles r
    where c.oid = to_regclass(${table}) and r.rolname = current_user`.execute(database);
  const [rights] = rows;
  if (rights === undefined) throw new Error(`The table ${table} is missing. Run "npm run migrate".`);
  return rights;
}

/**
 * Requires that the runtime role can only read and append to the log, so that an intruder cannot do more either.
 * Accepts a role that also owns the schema, because the migration revoked what it could.
 * @throws Error naming the right to revoke
 */
export async function refuseExcessRights(database: Kysely<Tables>, ownsSchema: boolean): Promise<void> {
  for (const table of logTables) {
    const { superuser, owner, excess } = await readRights(database, table);
    if (ownsSchema) continue;
    const advice = `Grant it SELECT and INSERT on ${table} alone ("npm run migrate" does).`;
    if (superuser) throw new Error(`DATABASE_URL: the runtime role is a superuser and could change the log. ${advice}`);
    if (owner) throw new Error(`DATABASE_URL: the runtime role owns ${table} and could change the log. ${advice}`);
    if (excess) throw new Error(`DATABASE_URL: the runtime role may ${excess} on ${table}. ${advice}`);
  }
}
