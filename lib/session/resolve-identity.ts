import "server-only";
import { settings } from "#lib/env";
import type { Role } from "#lib/person";
import { fetchDiscovery, fetchSigningKeys, fetchUserInfo, oidcClient, type TokenResponse } from "./oidc-gateway.ts";
import { type Claims, type Identity, readIdentity, readRoles } from "./read-claims.ts";
import { verifyIdToken } from "./verify-id-token.ts";

/** A person's identity and roles; `roles` is null if the provider does not state them. */
export type ResolvedIdentity = Identity & { roles: Role[] | null };

/** Many ID tokens contain only the subject. */
const saysName = ({ name, preferred_username: userName, email }: Claims) =>
  [name, userName, email].some((value) => typeof value === "string");

/** Reads userinfo if the ID token lacks roles or name. @throws TypeError if userinfo has another subject */
export async function resolveIdentity(claims: Claims, accessToken: string): Promise<ResolvedIdentity> {
  const { roleClaim, roleGroups } = settings().auth;
  const roles = readRoles(claims, roleClaim, roleGroups);
  const { userinfo_endpoint: address } = await fetchDiscovery();
  if ((roles !== null && saysName(claims)) || address === undefined) return { ...readIdentity(claims), roles };
  const resolved = await fetchUserInfo(address, accessToken);
  if (resolved.sub !== claims.sub) throw new TypeError("Userinfo names another subject.");
  return { ...readIdentity({ ...resolved, ...claims }), roles: roles ?? readRoles(resolved, roleClaim, roleGroups) };
}

export async function verifyTokens(response: TokenResponse, nonce: string | null, subject?: string): Promise<Claims> {
  const { issuer, id_token_signing_alg_values_supported: algorithms } = await fetchDiscovery();
  if (response.id_token === undefined) throw new TypeError("The provider sent no ID token.");
  const { clientId } = oidcClient();
  const about = { issuer, clientId, nonce, accessToken: response.access_token, algorithms, now: new Date() };
  return verifyIdToken(
    response.id_token,
    { ...about, ...(subject === undefined ? {} : { subject }) },
    fetchSigningKeys,
  );
}
