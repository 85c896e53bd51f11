import "server-only";
import { type Kysely, sql } from "kysely";
import type { Membership } from "./reachable-roles.ts";
import type { Tables } from "./tables.ts";

/** Role attributes that go beyond any grant, in the words of ALTER ROLE. */
const attributes = ["SUPERUSER", "CREATEROLE", "CREATEDB", "REPLICATION", "BYPASSRLS"] as const;
export type Attribute = (typeof attributes)[number];

/** `identifier` is the name as a statement needs it: in quotes only where PostgreSQL needs them. */
export type Role = { oid: number; name: string; identifier: string; attributes: Attribute[]; isPredefined: boolean };

export type Roles = {
  /** OID of the role that logged in, whatever SET ROLE has changed since. */
  login: number;
  /** `server_version_num`, such as 150018. */
  version: number;
  byOid: ReadonlyMap<number, Role>;
  memberships: readonly Membership[];
};

/** Initial OIDs belong to initdb. */
const firstOwnOid = 16_384;

/** Reads all roles and memberships of the server, which every role may read. */
export async function readRoles(database: Kysely<Tables>): Promise<Roles> {
  const roles = await sql<{ oid: number; name: string; identifier: string } & Record<Attribute, boolean>>`
    select oid, rolname as name, quote_ident(rolname) as identifier, rolsuper as "SUPERUSER", rolcreaterole as "CREATEROLE", rolcreatedb as "CREATEDB",
      rolreplication as "REPLICATION", rolbypassrls as "BYPASSRLS" from pg_roles`.execute(database);
  // The columns of PostgreSQL 16 are read as JSON, because naming them fails on 15.
  const memberships = await sql<Membership>`
    select m.roleid as role, m.member, m.grantor, m.admin_option as admin,
      coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, r.rolinherit) as inherit,
      coalesce((to_jsonb(m) ->> 'set_option')::boolean, true) as set
    from pg_auth_members m join pg_roles r on r.oid = m.member`.execute(database);
  const session = await sql<{ login: string; version: number }>`
    select session_user as login, current_setting('server_version_num')::int as version`.execute(database);
  const byOid = new Map(
    roles.rows.map((role) => [
      role.oid,
      {
        oid: role.oid,
        name: role.name,
        identifier: role.identifier,
        attributes: attributes.filter((attribute) => role[attribute]),
        isPredefined: role.oid < firstOwnOid && role.name.startsWith("pg_"),
      },
    ]),
  );
  const { login = "", version = 0 } = session.rows[0] ?? {};
  const found = roles.rows.find(({ name }) => name === login);
  if (found === undefined) throw new Error("PostgreSQL does not list the role of this connection.");
  return { login: found.oid, version, byOid, memberships: memberships.rows };
}
