import "server-only";
import { type Kysely, sql } from "kysely";
import type { tableRights } from "./allowed-rights.ts";
import { type Oids, oids, ourTables } from "./rights-sql.ts";
import type { Tables } from "./tables.ts";

/** `table` is the unqualified name of one of our tables, or null; `name` is quoted and qualified. */
export type Ownership = { owner: number; type: string; name: string; table: keyof typeof tableRights | null };

/** Objects of this database, and databases and tablespaces, that one of the roles owns. */
export async function readOwnerships(database: Kysely<Tables>, roles: Oids): Promise<Ownership[]> {
  const { rows } = await sql<Ownership>`
    select d.refobjid as owner, o.type, o.identity as name, ours.name as "table"
    from pg_shdepend d cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) o
      left join ${ourTables} ours on d.classid = 'pg_class'::regclass and ours.oid = d.objid
    where d.deptype = 'o' and d.refclassid = 'pg_authid'::regclass and d.refobjid = any(${oids(roles)})
      and d.dbid in (0, (select oid from pg_database where datname = current_database()))
      and d.classid not in ('pg_largeobject'::regclass, 'pg_default_acl'::regclass) and o.type is not null
      and coalesce(o.schema, '') !~ '^pg_(toast_)?temp'
    order by ours.position, o.type, o.identity`.execute(database);
  return rows;
}
