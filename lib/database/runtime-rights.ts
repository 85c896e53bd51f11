import "server-only";
import { type Kysely, sql } from "kysely";
import { otherRights, tableRights } from "./allowed-rights.ts";
import { describeExcess, type Excess, type ExcessGrant } from "./describe-excess.ts";
import { reachRoles } from "./reachable-roles.ts";
import { readDefaultGrants } from "./read-default-grants.ts";
import { type Grant, readGrants } from "./read-grants.ts";
import { readOwnerships } from "./read-ownerships.ts";
import { readRoles } from "./read-roles.ts";
import { readSideEffects } from "./read-side-effects.ts";
import { logTables, type Tables } from "./tables.ts";

const minVersion = 150_000;

/** @returns the owner of the log's tables, or null if they do not exist yet */
export async function readLogOwner(database: Kysely<Tables>): Promise<{ name: string; isLogin: boolean } | null> {
  const { rows } = await sql<{ name: string; isLogin: boolean }>`
    select r.rolname as name, r.rolname = session_user as "isLogin" from unnest(${`{${logTables.join(",")}}`}::text[]) t
      join pg_class c on c.oid = to_regclass(quote_ident(t)) join pg_roles r on r.oid = c.relowner
    order by "isLogin" limit 1`.execute(database);
  return rows[0] ?? null;
}

function judgeGrant(grant: Grant): ExcessGrant[] {
  const { table, kind, privilege, grantable } = grant;
  const isAllowed = (table === null ? otherRights[kind] : tableRights[table]).includes(privilege);
  return isAllowed && !grantable ? [] : [{ ...grant, onlyGrantable: isAllowed }];
}

/** Compares the rights that the role of this connection has or can get with the allow-list. @returns what is more */
async function findExcess(database: Kysely<Tables>): Promise<Excess> {
  const roles = await readRoles(database);
  if (roles.version < minVersion)
    throw new Error("DATABASE_URL: this PostgreSQL is older than 15. Upgrade the server to 15 or newer.");
  const { becomes, uses } = reachRoles(roles.login, roles.memberships);
  const all = [...uses];
  const attributes = [...becomes].flatMap((role) =>
    (roles.byOid.get(role)?.attributes ?? []).map((attribute) => ({ role, attribute })),
  );
  const base = { roles, uses, predefined: [], ownerships: [], grants: [], defaults: [], sideEffects: [] };
  // A superuser has every right, and a list of all of them would hide the one that matters.
  const superusers = attributes.filter(({ attribute }) => attribute === "SUPERUSER");
  if (superusers.length > 0) return { ...base, attributes: superusers };
  return {
    ...base,
    attributes,
    predefined: all.filter((role) => roles.byOid.get(role)?.isPredefined),
    ownerships: await readOwnerships(database, all),
    grants: (await readGrants(database, all)).flatMap(judgeGrant),
    defaults: await readDefaultGrants(database, all),
    sideEffects: await readSideEffects(database, all),
  };
}

/**
 * Requires that the runtime role, and every role that it can become, has no right beyond the allow-list, so that an intruder
 * in the process can only read the log and append to it. Rights that are widened later are found at the next start.
 * @param owner role that should own what the runtime role owns
 * @throws Error naming each role, right and object, with the statement that takes the right away
 */
export async function refuseExcessRights(database: Kysely<Tables>, owner: string): Promise<void> {
  const lines = describeExcess(await findExcess(database), owner);
  if (lines.length === 0) return;
  throw new Error(
    `DATABASE_URL: the runtime role has more rights than Evidence Desk needs, so an intruder could change the access log. Run these statements as a superuser or the owner, then start again:\n${lines.join("\n")}`,
  );
}
