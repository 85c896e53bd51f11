import "server-only";
import { type Kysely, sql } from "kysely";
import type { OtherKind, tableRights } from "./allowed-rights.ts";
import { type Oids, ourTables, usableSchemas, withPublic } from "./rights-sql.ts";
import type { Tables } from "./tables.ts";

/** A right that an access control list gives to a role or to PUBLIC. */
export type Grant = {
  kind: OtherKind;
  /** Name for a statement, quoted and qualified. */
  name: string;
  /** Quoted column, or null for the whole object. */
  column: string | null;
  /** Unqualified name of one of our tables, or null. */
  table: keyof typeof tableRights | null;
  /** OID of the role; 0 is PUBLIC. */
  grantee: number;
  /** OID of the role that granted it, or null for the owner. */
  grantor: number | null;
  privilege: string;
  grantable: boolean;
};

/** True if PostgreSQL or an extension gave the right when it was installed (pg_init_privs). */
const isInitial = (catalog: "pg_class" | "pg_proc", object: string, column: string) => sql`exists (
  select from pg_init_privs i cross join lateral aclexplode(i.initprivs) b
  where i.classoid = ${sql.lit(catalog)}::regclass and i.objoid = ${sql.ref(object)} and i.objsubid = ${sql.raw(column)}
    and b.grantee in (0, a.grantee) and b.privilege_type = a.privilege_type)`;

/** Owners are left out: they have every right, and are named as owners. initdb does not note that every role may read information_schema. */
async function readRelationGrants(database: Kysely<Tables>, roles: Oids): Promise<Grant[]> {
  const { rows } = await sql<Grant>`
    with objects as (
      select c.oid, c.relowner, c.relacl, c.relnamespace, format('%I.%I', n.nspname, c.relname) as name, ours.name as "table",
        case c.relkind when 'S' then 'sequence' else 'table' end as kind
      from pg_class c join pg_namespace n on n.oid = c.relnamespace left join ${ourTables} ours on ours.oid = c.oid
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^(information_schema$|pg_(toast|temp_|toast_temp_))'
        and (ours.oid is not null or n.oid in ${usableSchemas(roles)}))
    select o.kind, o.name, o."table", null as column, a.grantee, nullif(a.grantor, o.relowner) as grantor,
      a.privilege_type as privilege, a.is_grantable as grantable
    from objects o cross join lateral aclexplode(o.relacl) a
    where a.grantee = any(${withPublic(roles)}) and a.grantee <> o.relowner and not ${isInitial("pg_class", "o.oid", "0")}
    union all
    select o.kind, o.name, o."table", quote_ident(t.attname), a.grantee, nullif(a.grantor, o.relowner), a.privilege_type,
      a.is_grantable
    from objects o join pg_attribute t on t.attrelid = o.oid and t.attacl is not null and not t.attisdropped
      cross join lateral aclexplode(t.attacl) a
    where a.grantee = any(${withPublic(roles)}) and a.grantee <> o.relowner
      and not ${isInitial("pg_class", "o.oid", "t.attnum")}`.execute(database);
  return rows;
}

/**
 * Reads functions that do more than the caller may: SECURITY DEFINER, and functions of PostgreSQL or an extension that
 * were granted later. Functions of an extension as installed are left out, as are event triggers, which no one can call.
 */
async function readRoutineGrants(database: Kysely<Tables>, roles: Oids): Promise<Grant[]> {
  const { rows } = await sql<Grant>`
    with objects as (
      select p.oid, p.proowner, p.proacl, p.prosecdef,
        format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name,
        p.oid < 16384 or exists (select from pg_depend d
          where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e') as installed
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.oid in ${usableSchemas(roles)} and p.prorettype <> 'event_trigger'::regtype
        and (p.prosecdef or p.proacl is not null))
    select 'routine' as kind, o.name, null as "table", null as column, a.grantee,
      nullif(a.grantor, o.proowner) as grantor, a.privilege_type as privilege, a.is_grantable as grantable
    from objects o cross join lateral aclexplode(coalesce(o.proacl, acldefault('f', o.proowner))) a
    where a.grantee = any(${withPublic(roles)}) and a.grantee <> o.proowner
      and case when o.installed
        then exists (select from pg_init_privs i where i.classoid = 'pg_proc'::regclass and i.objoid = o.oid)
          and not ${isInitial("pg_proc", "o.oid", "0")}
        else o.prosecdef end`.execute(database);
  return rows;
}

/** Parameters have no owner: their rights come from the role that initdb created. */
const bootstrapSuperuser = 10;

/** Schemas, databases and other objects that exist once per server. */
async function readOtherGrants(database: Kysely<Tables>, roles: Oids): Promise<Grant[]> {
  const { rows } = await sql<Grant>`
    with objects as (
      select 'schema' as kind, quote_ident(nspname) as name, nspowner as owner,
        coalesce(nspacl, acldefault('n', nspowner)) as acl from pg_namespace where nspname !~ '^pg_(toast|temp_|toast_temp_)'
      union all
      select 'database', quote_ident(datname), datdba, coalesce(datacl, acldefault('d', datdba)) from pg_database
      union all
      select 'tablespace', quote_ident(spcname), spcowner, coalesce(spcacl, acldefault('t', spcowner)) from pg_tablespace
      union all
      select 'foreign server', quote_ident(srvname), srvowner, coalesce(srvacl, acldefault('S', srvowner))
      from pg_foreign_server
      union all
      select 'foreign-data wrapper', quote_ident(fdwname), fdwowner, coalesce(fdwacl, acldefault('F', fdwowner))
      from pg_foreign_data_wrapper
      union all
      select 'parameter', parname, ${bootstrapSuperuser}::oid, paracl from pg_parameter_acl)
    select o.kind, o.name, null as "table", null as column, a.grantee, nullif(a.grantor, o.owner) as grantor,
      a.privilege_type as privilege, a.is_grantable as grantable
    from objects o cross join lateral aclexplode(o.acl) a
    where a.grantee = any(${withPublic(roles)}) and a.grantee <> o.owner`.execute(database);
  return rows;
}

/** @param roles OIDs of all roles whose rights count; PUBLIC is added */
export async function readGrants(database: Kysely<Tables>, roles: Oids): Promise<Grant[]> {
  const read = [readRelationGrants, readRoutineGrants, readOtherGrants];
  return (await Promise.all(read.map((each) => each(database, roles)))).flat();
}
