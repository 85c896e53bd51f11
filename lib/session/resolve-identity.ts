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

/**
 * Reads identity and roles at sign-in, from the ID token and, if it lacks roles or name, from UserInfo.
 * @throws OidcFault for an unusable subject or UserInfo response; OidcRefusal if UserInfo has another subject
 */
export async function resolveIdentity(claims: Claims, accessToken: string): Promise<ResolvedIdentity> {
  const subject = subjectFault(claims.sub);
  if (subject !== null)
    throw new OidcFault(
      "subject",
      `the sub claim of the ID token ${subject}. It must have 1 to 255 visible ASCII characters (OpenID Connect Core section 2): choose another attribute as the subject at the provider`,
    );
  const { roleClaim, roleGroups } = settings().auth;
  const { userinfo_endpoint: address } = await fetchDiscovery();
  const idToken = readRoleClaim(claims, roleClaim, roleGroups);
  const needsRoles = needsUserInfo(null, idToken);
  const userInfo =
    address !== undefined && (needsRoles || !saysName(claims))
      ? await fetchUserInfo(address, accessToken, claims.sub)
      : null;
  const asked = needsRoles ? userInfo : null;
  const decision = decideRoles(null, {
    id_token: idToken,
    userinfo: asked && readRoleClaim(asked, roleClaim, roleGroups),
  });
  const identity = readIdentity({ ...userInfo, ...claims });
  if (decision.outcome === "roles") return { ...identity, roles: decision.roles, source: decision.source, fault: null };
  const fault = noRolesFault(roleClaim, roleGroups, { idToken: claims, userInfo: asked });
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
