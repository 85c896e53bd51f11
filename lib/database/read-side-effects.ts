import "server-only";
import { type Kysely, sql } from "kysely";
import type { tableRights } from "./allowed-rights.ts";
import { type Oids, oids, ourTables } from "./rights-sql.ts";
import { logTables, type Tables } from "./tables.ts";

/** What a change of one of our tables sets off with another role's rights. */
export type SideEffect = { table: keyof typeof tableRights; what: string; statement: string };

/**
 * Reads triggers with the rights of their function's owner, rules (which have those of the table's owner), and foreign keys
 * of the log that change its rows when another table changes. The schema has none of them.
 */
export async function readSideEffects(database: Kysely<Tables>, roles: Oids): Promise<SideEffect[]> {
  const { rows } = await sql<SideEffect>`
    select ours.name as "table", format('the trigger %s, which runs %s with the rights of its owner', t.tgname, p.oid::regprocedure) as what,
      format('DROP TRIGGER %I ON %s;', t.tgname, t.tgrelid::regclass) as statement
    from ${ourTables} ours join pg_trigger t on t.tgrelid = ours.oid and not t.tgisinternal join pg_proc p on p.oid = t.tgfoid
    where p.prosecdef and p.proowner <> all(${oids(roles)})
    union all
    select ours.name, format('the rule %s, which runs with the rights of the table''s owner', r.rulename),
      format('DROP RULE %I ON %s;', r.rulename, r.ev_class::regclass)
    from ${ourTables} ours join pg_rewrite r on r.ev_class = ours.oid where r.rulename <> '_RETURN'
    union all
    select ours.name, format('the foreign key %s, which changes its rows when %s changes', k.conname, k.confrelid::regclass),
      format('ALTER TABLE %s DROP CONSTRAINT %I;', k.conrelid::regclass, k.conname)
    from ${ourTables} ours join pg_constraint k on k.conrelid = ours.oid and k.contype = 'f'
    where ours.name = any(${`{${logTables.join(",")}}`}) and (k.confdeltype in ('c', 'n', 'd') or k.confupdtype in ('c', 'n', 'd'))`.execute(
    database,
  );
  return rows;
}
