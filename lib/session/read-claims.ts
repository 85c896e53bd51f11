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

/** @returns null if the claim is absent (another source may have it); empty if no group matches, which denies access */
export function readRoles(claims: Claims, path: string, groups: RoleGroups): Role[] | null {
  const value = readClaim(claims, path);
  if (value === undefined) return null;
  const current = new Set([value].flat().filter((group) => typeof group === "string"));
  return roles.filter((role) => groups[role].some((group) => current.has(group)));
}

/**
 * Only `sub` identifies a person; an unverified email is not even displayed.
 * @throws TypeError without a usable `sub` (OpenID Connect Core section 2: at most 255 ASCII characters)
 */
export function readIdentity(claims: Claims): Identity {
  const { sub, email_verified: verified } = claims;
  if (typeof sub !== "string" || !/^[\x21-\x7e]{1,255}$/.test(sub)) throw new TypeError("The sub claim is not usable.");
  const email = verified === false || verified === "false" ? null : readText(claims.email);
  const name = readText(claims.name) ?? readText(claims.preferred_username) ?? email ?? sub;
  return { subject: sub, name, email };
}
