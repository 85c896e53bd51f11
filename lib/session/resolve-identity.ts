import "server-only";
import { settings } from "#lib/env";
import type { Role } from "#lib/person";
import { decideRoles, needsUserInfo, type RoleSource } from "./decide-roles.ts";
import { explainTokenError } from "./explain-token-error.ts";
import { fetchUserInfo } from "./fetch-user-info.ts";
import { OidcFault } from "./oidc-fault.ts";
import { fetchDiscovery, fetchSigningKeys, OidcRefusal, oidcClient, type TokenResponse } from "./oidc-gateway.ts";
import { type Claims, type Identity, readIdentity, readRoleClaim, subjectFault } from "./read-claims.ts";
import { noRolesFault } from "./role-faults.ts";
import { verifyIdToken } from "./verify-id-token.ts";

/** A person's identity and roles. Without a role, `fault` says which claim was looked for and what was there instead. */
export type ResolvedIdentity = Identity & { roles: Role[]; source: RoleSource | null; fault: OidcFault | null };

/** Many ID tokens contain only the subject. */
const saysName = ({ name, preferred_username: userName, email }: Claims) =>
  [name, userName, email].some((value) => typeof value === "string");

function checkSubject({ sub }: Claims): void {
  const fault = subjectFault(sub);
  if (fault !== null)
    throw new OidcFault(
      "subject",
      `the sub claim of the ID token ${fault}. It must have 1 to 255 visible ASCII characters (OpenID Connect Core section 2): choose another attribute as the subject at the provider`,
    );
}

/**
 * Reads UserInfo if the ID token lacks roles or name. Without a refresh token no other ID token follows, so UserInfo is read too if
 * it can confirm the roles later; a failure is then no obstacle for the sign-in.
 */
async function readUserInfo(claims: Claims, accessToken: string, isNeeded: boolean, canConfirm: boolean) {
  const { userinfo_endpoint: address } = await fetchDiscovery();
  if (address === undefined || !(isNeeded || canConfirm)) return null;
  const request = fetchUserInfo(address, accessToken, claims.sub);
  return isNeeded ? request : request.catch(() => null);
}

/**
 * Reads identity and roles at sign-in. The source is the one that can be read again: UserInfo, if both state the claim and no refresh
 * token leads to another ID token.
 * @throws OidcFault for an unusable subject or UserInfo response; OidcRefusal if UserInfo has another subject
 */
export async function resolveIdentity(
  claims: Claims,
  accessToken: string,
  canRefresh: boolean,
): Promise<ResolvedIdentity> {
  checkSubject(claims);
  const { roleClaim, roleGroups } = settings().auth;
  const idToken = readRoleClaim(claims, roleClaim, roleGroups);
  const needsRoles = needsUserInfo(null, idToken);
  const canConfirm = !canRefresh && idToken.state === "stated" && idToken.roles.length > 0;
  const userInfo = await readUserInfo(claims, accessToken, needsRoles || !saysName(claims), canConfirm);
  const roleInfo = needsRoles || canConfirm ? userInfo : null;
  const userinfo = roleInfo && readRoleClaim(roleInfo, roleClaim, roleGroups);
  const decision = decideRoles(null, { id_token: idToken, userinfo });
  const identity = readIdentity({ ...userInfo, ...claims });
  if (decision.outcome === "roles") {
    const source = canConfirm && userinfo?.state === "stated" ? "userinfo" : decision.source;
    return { ...identity, roles: decision.roles, source, fault: null };
  }
  const fault = noRolesFault(roleClaim, roleGroups, { idToken: claims, userInfo });
  return { ...identity, roles: [], source: null, fault };
}

/**
 * Verifies the ID token of a token response.
 * @param subject of the session for a refreshed token, which must be about the same person (OpenID Connect Core section 12.2)
 * @throws OidcFault for another issuer or a clock; OidcRefusal for another subject; TypeError without an ID token; errors.JOSEError
 */
export async function verifyTokens(response: TokenResponse, nonce: string | null, subject?: string): Promise<Claims> {
  const { issuer, id_token_signing_alg_values_supported: algorithms } = await fetchDiscovery();
  if (response.id_token === undefined) throw new TypeError("The provider sent no ID token.");
  const { clientId } = oidcClient();
  const now = new Date();
  const expected = { issuer, clientId, nonce, accessToken: response.access_token, algorithms, now };
  try {
    const claims = await verifyIdToken(response.id_token, expected, fetchSigningKeys);
    if (subject !== undefined && claims.sub !== subject) throw new OidcRefusal("the ID token is about another subject");
    return claims;
  } catch (error) {
    const context = { issuer, now: now.getTime(), responseDate: response.date };
    throw explainTokenError(error, "the ID token", context) ?? error;
  }
}
