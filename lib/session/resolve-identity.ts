import "server-only";
import { settings } from "#lib/env";
import type { Role } from "#lib/person";
import { fetchDiscovery, fetchSigningKeys, fetchUserInfo, oidcClient, type TokenAnswer } from "./oidc-gateway.ts";
import { type Claims, type Identity, readIdentity, readRoles } from "./read-claims.ts";
import { verifyIdToken } from "./verify-id-token.ts";

/** Who somebody is and which roles the provider gives; `roles` is null where it does not say. */
export type ResolvedIdentity = Identity & { roles: Role[] | null };

/** Many ID tokens say no more than the subject. */
const saysName = ({ name, preferred_username: userName, email }: Claims) =>
  [name, userName, email].some((value) => typeof value === "string");

/**
 * Reads the person out of verified claims; where the roles or the name stand in no ID token, userinfo is asked.
 * @throws TypeError when userinfo speaks of somebody else; what `fetchUserInfo` throws
 */
export async function resolveIdentity(claims: Claims, accessToken: string): Promise<ResolvedIdentity> {
  const { roleClaim, roleGroups } = settings().auth;
  const roles = readRoles(claims, roleClaim, roleGroups);
  const { userinfo_endpoint: address } = await fetchDiscovery();
  if ((roles !== null && saysName(claims)) || address === undefined) return { ...readIdentity(claims), roles };
  const told = await fetchUserInfo(address, accessToken);
  if (told.sub !== claims.sub) throw new TypeError("Userinfo speaks of another subject.");
  return { ...readIdentity({ ...told, ...claims }), roles: roles ?? readRoles(told, roleClaim, roleGroups) };
}

/** Verifies the ID token of a token answer and returns its claims. @throws as `verifyIdToken` */
export async function verifyTokens(answer: TokenAnswer, nonce: string | null, subject?: string): Promise<Claims> {
  const { issuer, id_token_signing_alg_values_supported: algorithms } = await fetchDiscovery();
  if (answer.id_token === undefined) throw new TypeError("The provider sent no ID token.");
  const { clientId } = oidcClient();
  const about = { issuer, clientId, nonce, accessToken: answer.access_token, algorithms, now: new Date() };
  return verifyIdToken(answer.id_token, { ...about, ...(subject === undefined ? {} : { subject }) }, fetchSigningKeys);
}
