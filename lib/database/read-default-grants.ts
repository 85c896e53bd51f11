import "server-only";
import { type Kysely, sql } from "kysely";
import { type Oids, oids, withPublic } from "./rights-sql.ts";
import type { Tables } from "./tables.ts";

/** Rights that future objects of `creator` will give. */
export type DefaultGrant = {
  /** Quoted if needed. */
  creator: string;
  /** Quoted schema, or null for all. */
  schema: string | null;
  objects: "TABLES" | "SEQUENCES" | "FUNCTIONS" | "TYPES" | "SCHEMAS" | "LARGE OBJECTS";
  grantee: number;
  privilege: string;
};

/** Left out: EXECUTE and USAGE, which PUBLIC has on new functions, types and schemas anyway. */
export async function readDefaultGrants(database: Kysely<Tables>, roles: Oids): Promise<DefaultGrant[]> {
  const { rows } = await sql<DefaultGrant>`
    select quote_ident(r.rolname) as creator, quote_ident(n.nspname) as schema, a.grantee, a.privilege_type as privilege,
      case d.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS' when 'T' then 'TYPES'
        when 'n' then 'SCHEMAS' else 'LARGE OBJECTS' end as objects
    from pg_default_acl d join pg_roles r on r.oid = d.defaclrole left join pg_namespace n on n.oid = d.defaclnamespace
      cross join lateral aclexplode(d.defaclacl) a
    where a.grantee = any(${withPublic(roles)}) and a.grantee <> d.defaclrole and d.defaclrole <> all(${oids(roles)})
      and not (d.defaclobjtype in ('f', 'T', 'n') and a.privilege_type in ('EXECUTE', 'USAGE'))`.execute(database);
  return rows;
}
