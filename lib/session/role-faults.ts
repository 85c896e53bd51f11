import { describeClaims, describeKind } from "./describe-claims.ts";
import type { OidcFacts } from "./oidc-fault.ts";
import { OidcFault } from "./oidc-fault.ts";
import { type Claims, type RoleClaim, type RoleGroups, readClaim, readRoleClaim } from "./read-claims.ts";

/** Claims of one read by source; null if the source was not requested, is not offered, or sent no usable response. */
export type ReadClaims = { idToken: Claims | null; userInfo: Claims | null };

const listClaims = (claims: Claims | null, path: string) =>
  claims === null ? "not read" : describeClaims(claims, path);

/** Lists what both sources contained, for the log line. */
export function describeRoleSources(path: string, { idToken, userInfo }: ReadClaims): OidcFacts {
  return {
    roleClaim: path,
    idTokenClaims: listClaims(idToken, path),
    userInfoClaims: listClaims(userInfo, path),
  };
}

const isGroupList = (value: unknown) => [value].flat().every((group) => typeof group === "string");

function explain(path: string, claims: Claims, { state }: RoleClaim, where: string): OidcFault | null {
  if (state === "missing") return null;
  if (state === "overage")
    return new OidcFault(
      "rolesOverage",
      `no roles: ${where} has a reference in the place of the claim ${path} (AUTH_ROLE_CLAIM), as providers send for a person with many groups. Let the provider send application roles, or only the groups of this application`,
    );
  const value = readClaim(claims, path);
  if (!isGroupList(value))
    return new OidcFault(
      "rolesForm",
      `no roles: the claim ${path} (AUTH_ROLE_CLAIM) in ${where} is ${describeKind(value)}, not a string or an array of strings`,
    );
  return new OidcFault(
    "noRole",
    `no roles: the claim ${path} (AUTH_ROLE_CLAIM) in ${where} is ${describeKind(value)}, without a group of AUTH_ROLE_REVIEWER, AUTH_ROLE_LEAD, AUTH_ROLE_AUDITOR or AUTH_ROLE_ADMIN`,
  );
}

/**
 * Says which claim was looked for, where, and what was there instead, after a sign-in without roles.
 * @param userInfo null if the provider does not offer it, or if it was not needed
 */
export function noRolesFault(
  path: string,
  groups: RoleGroups,
  { idToken, userInfo }: ReadClaims & { idToken: Claims },
): OidcFault {
  const facts = describeRoleSources(path, { idToken, userInfo });
  const idClaim = readRoleClaim(idToken, path, groups);
  // An ID token that states the claim decides alone.
  const isDecided = idClaim.state === "stated" && idClaim.roles.length === 0;
  const others = userInfo === null || isDecided ? [] : [{ where: "userinfo", claims: userInfo }];
  const found = [...others, { where: "the ID token", claims: idToken }].flatMap(
    ({ where, claims }) => explain(path, claims, readRoleClaim(claims, path, groups), where) ?? [],
  );
  const [fault] = found;
  if (fault !== undefined) return new OidcFault(fault.reason, fault.message, facts);
  const where = userInfo === null ? "in the ID token (userinfo is not offered)" : "in the ID token or in userinfo";
  return new OidcFault(
    "rolesMissing",
    `no roles: the claim ${path} (AUTH_ROLE_CLAIM) is not ${where}. Add it to the tokens of this client at the provider, or correct AUTH_ROLE_CLAIM or AUTH_OIDC_SCOPE`,
    facts,
  );
}

/** Written if the source of the roles is silent although the provider responds. */
export const explainUnreadRoles = (path: string) =>
  `the source that gave the roles cannot be read again, and no other one has the claim ${path} (AUTH_ROLE_CLAIM): sessions end after five minutes. Unless the provider fails only now, let it send the claim in userinfo, or an ID token at each refresh (often: offline_access in AUTH_OIDC_SCOPE)`;
