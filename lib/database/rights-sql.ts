import "server-only";
import { sql } from "kysely";
import { tableRights } from "./allowed-rights.ts";

/** Parts of the queries that read rights from the catalogs. */

export type Oids = readonly number[];
export const oids = (list: Oids) => sql`${`{${list.join(",")}}`}::oid[]`;
/** PUBLIC is 0 in access control lists. */
export const withPublic = (roles: Oids) => oids([...roles, 0]);

/** Our tables with their OIDs and their order in the allow-list. */
export const ourTables = sql`(
  select to_regclass(quote_ident(t))::oid as oid, t as name, position
  from unnest(${`{${Object.keys(tableRights).join(",")}}`}::text[]) with ordinality as names(t, position))`;

/** Schemas whose objects the roles can name; a right on an object in any other schema is useless. */
export const usableSchemas = (roles: Oids) => sql`(
  select n.oid from pg_namespace n where n.nspowner = any(${oids(roles)}) or exists (
    select from aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
    where a.privilege_type = 'USAGE' and a.grantee = any(${withPublic(roles)})))`;
