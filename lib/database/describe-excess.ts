import type { DefaultGrant } from "./read-default-grants.ts";
import type { Grant } from "./read-grants.ts";
import type { Ownership } from "./read-ownerships.ts";
import type { Attribute, Roles } from "./read-roles.ts";
import type { SideEffect } from "./read-side-effects.ts";

/** `onlyGrantable`: the right is allowed, but granting it to others is not. */
export type ExcessGrant = Grant & { onlyGrantable: boolean };

/** Everything that a role has beyond the allow-list. Numbers are OIDs of roles; 0 is PUBLIC. */
export type Excess = {
  roles: Roles;
  /** Roles whose rights the login has or can get. */
  uses: ReadonlySet<number>;
  attributes: { role: number; attribute: Attribute }[];
  predefined: number[];
  ownerships: Ownership[];
  grants: ExcessGrant[];
  defaults: DefaultGrant[];
  sideEffects: SideEffect[];
};

/** More findings are only counted; the next start names them. */
const maxLines = 40;
const maxNames = 4;

const attributeWords: Record<Attribute, string> = {
  SUPERUSER: "is a superuser",
  CREATEROLE: "may create roles",
  CREATEDB: "may create databases",
  REPLICATION: "may copy the whole server by replication",
  BYPASSRLS: "bypasses row security",
};

/** Groups by a key, in the order of first appearance. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** Names the role that has a right, and for another role the way that leads to it. */
function describeRole({ roles }: Excess, role: number, has: string): string {
  if (role === 0) return `PUBLIC, so every role, ${has}`;
  const name = roles.byOid.get(role)?.name ?? "";
  const login = roles.byOid.get(roles.login)?.name ?? "";
  return role === roles.login ? `${login} ${has}` : `${login} may act as ${name}, which ${has}`;
}

const identifierOf = ({ roles }: Excess, role: number) =>
  role === 0 ? "PUBLIC" : (roles.byOid.get(role)?.identifier ?? "");

const identifierOfName = ({ roles }: Excess, name: string) =>
  [...roles.byOid.values()].find((role) => role.name === name)?.identifier ?? name;

/** Ends the memberships that lead to a role. From PostgreSQL 16 on, those of each grantor end by a statement of their own. */
function leave({ roles, uses }: Excess, role: number): string {
  const nameOf = (oid: number) => roles.byOid.get(oid)?.identifier ?? "";
  const statements = roles.memberships
    .filter((membership) => membership.role === role && uses.has(membership.member))
    .filter(({ admin, inherit, set }) => admin || inherit || set)
    .map(({ member, grantor }) => {
      const by = roles.version >= 160_000 ? ` GRANTED BY ${nameOf(grantor)}` : "";
      return `REVOKE ${nameOf(role)} FROM ${nameOf(member)}${by};`;
    });
  return [...new Set(statements)].join(" ");
}

function describeAttributes(excess: Excess): string[] {
  return groupBy(excess.attributes, ({ role }) => String(role)).map((group) => {
    const role = group[0]?.role ?? 0;
    const has = group.map(({ attribute }) => attributeWords[attribute]).join(", ");
    const own = `ALTER ROLE ${identifierOf(excess, role)} ${group.map(({ attribute }) => `NO${attribute}`).join(" ")};`;
    return `${describeRole(excess, role, has)}: ${role === excess.roles.login ? own : leave(excess, role)}`;
  });
}

function describePredefined(excess: Excess): string[] {
  return excess.predefined.map(
    (role) => `${describeRole(excess, role, "is a predefined role with rights of its own")}: ${leave(excess, role)}`,
  );
}

function describeOwnerships(excess: Excess, newOwner: string): string[] {
  return groupBy(excess.ownerships, ({ owner }) => String(owner)).map((group) => {
    const role = group[0]?.owner ?? 0;
    const names = group.slice(0, maxNames).map(({ table, type, name }) => table ?? `${type} ${name}`);
    const more = group.length > maxNames ? ` and ${group.length - maxNames} more` : "";
    const own = `REASSIGN OWNED BY ${identifierOf(excess, role)} TO ${identifierOfName(excess, newOwner)};`;
    const statement = role === excess.roles.login ? own : leave(excess, role);
    return `${describeRole(excess, role, `owns ${names.join(", ")}${more}`)}: ${statement}`;
  });
}

/** Lists privileges as GRANT does, with their columns: `SELECT, UPDATE ("a", "b")`. */
function listPrivileges(grants: readonly Grant[]): string {
  return groupBy(grants, ({ privilege, column }) => `${privilege} ${column === null}`)
    .map((group) => {
      const columns = group.flatMap(({ column }) => column ?? []);
      return `${group[0]?.privilege}${columns.length > 0 ? ` (${columns.join(", ")})` : ""}`;
    })
    .join(", ");
}

function describeGrants(excess: Excess): string[] {
  const keyOf = ({ kind, name, grantee, grantor, grantable, onlyGrantable }: ExcessGrant) =>
    [kind, name, grantee, grantor, grantable, onlyGrantable].join(" ");
  return groupBy(excess.grants, keyOf).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { kind, name, table, grantee, grantor, grantable, onlyGrantable } = first;
    const privileges = listPrivileges(group);
    const words = kind === "foreign-data wrapper" ? "FOREIGN DATA WRAPPER" : kind.toUpperCase();
    const revoke = `REVOKE ${onlyGrantable ? "GRANT OPTION FOR " : ""}${privileges} ON ${words} ${name} FROM ${identifierOf(excess, grantee)}${grantable ? " CASCADE" : ""};`;
    // A right ends only by the role that granted it.
    const statement = grantor === null ? revoke : `SET ROLE ${identifierOf(excess, grantor)}; ${revoke} RESET ROLE;`;
    const on = table ?? `${kind} ${name}`;
    const has = onlyGrantable ? `may grant ${privileges} on ${on} to others` : `may ${privileges} on ${on}`;
    return `${describeRole(excess, grantee, has)}: ${statement}`;
  });
}

function describeDefaults(excess: Excess): string[] {
  const keyOf = ({ creator, schema, objects, grantee }: DefaultGrant) => [creator, schema, objects, grantee].join(" ");
  return groupBy(excess.defaults, keyOf).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { creator, schema, objects, grantee } = first;
    const privileges = group.map(({ privilege }) => privilege).join(", ");
    const within = schema === null ? "" : ` IN SCHEMA ${schema}`;
    const has = `gets ${privileges} on new ${objects.toLowerCase()} of ${creator}`;
    return `${describeRole(excess, grantee, has)}: ALTER DEFAULT PRIVILEGES FOR ROLE ${creator}${within} REVOKE ${privileges} ON ${objects} FROM ${identifierOf(excess, grantee)};`;
  });
}

/** @returns one line for each finding: role, right, object, and the statement that takes the right away */
export function describeExcess(excess: Excess, newOwner: string): string[] {
  const lines = [
    ...describeAttributes(excess),
    ...describePredefined(excess),
    ...describeOwnerships(excess, newOwner),
    ...describeGrants(excess),
    ...describeDefaults(excess),
    ...excess.sideEffects.map(({ table, what, statement }) => `${table} has ${what}: ${statement}`),
  ];
  const more = lines.length - maxLines;
  return more > 0 ? [...lines.slice(0, maxLines), `… and ${more} more, which the next start names.`] : lines;
}
