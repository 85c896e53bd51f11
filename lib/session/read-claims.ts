import { type Role, roles } from "#lib/person";

export type Claims = { readonly [name: string]: unknown };
export type RoleGroups = { readonly [role in Role]: readonly string[] };
export type Identity = { subject: string; name: string; email: string | null };

const maxText = 255;

const readText = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, maxText) : null;

/** Tries `path` as one name first (some providers use URLs), then as dot-separated own members. */
export function readClaim(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Claims)[name];
  }
  return value;
}

/** What one source (ID token or UserInfo) says about the role claim. */
export type RoleClaim =
  /** The claim is present; without a known group, whatever its form, the person has no role. */
  | { state: "stated"; roles: Role[] }
  /** The claim is absent, and nothing stands in its place. */
  | { state: "missing" }
  /** A reference to another place instead of the claim, for example because the person has too many groups. */
  | { state: "overage" };

const members = (value: unknown): Claims => (typeof value === "object" && value !== null ? (value as Claims) : {});

/**
 * True if the claim is distributed or aggregated (OpenID Connect Core section 5.6.2), or if Microsoft's `hasgroups` stands in
 * the place of `groups`. A claim beside such a reference is not complete.
 */
function isOverage(claims: Claims, path: string, value: unknown): boolean {
  const names = members(claims._claim_names);
  const [first = ""] = path.split(".");
  if (Object.hasOwn(names, path) || Object.hasOwn(names, first)) return true;
  if (typeof value === "string") return Object.hasOwn(members(claims._claim_sources), value);
  return value === undefined && path === "groups" && [true, "true"].includes(claims.hasgroups as boolean);
}

export function readRoleClaim(claims: Claims, path: string, groups: RoleGroups): RoleClaim {
  const value = readClaim(claims, path);
  if (isOverage(claims, path, value)) return { state: "overage" };
  if (value === undefined) return { state: "missing" };
  const current = new Set([value].flat().filter((group) => typeof group === "string"));
  return { state: "stated", roles: roles.filter((role) => groups[role].some((group) => current.has(group))) };
}

/** Says why a `sub` cannot identify a person, without its value (OpenID Connect Core section 2: at most 255 ASCII characters). */
export function subjectFault(sub: unknown): string | null {
  if (typeof sub !== "string") return "is not a string";
  if (sub === "") return "is empty";
  if (sub.length > 255) return `has ${sub.length} characters, more than 255`;
  const foreign = [...sub].filter((character) => character > "\x7f").length;
  if (foreign > 0) return `contains ${foreign} characters that are not ASCII`;
  return /^[\x21-\x7e]+$/.test(sub) ? null : "contains spaces or control characters";
}

/**
 * Only `sub` identifies a person; an unverified email is not even displayed.
 * @throws TypeError without a usable `sub`, see `subjectFault`
 */
export function readIdentity(claims: Claims): Identity {
  const { sub, email_verified: verified } = claims;
  const fault = subjectFault(sub);
  if (typeof sub !== "string" || fault !== null) throw new TypeError(`The sub claim ${fault}.`);
  const email = verified === false || verified === "false" ? null : readText(claims.email);
  const name = readText(claims.name) ?? readText(claims.preferred_username) ?? email ?? sub;
  return { subject: sub, name, email };
}
