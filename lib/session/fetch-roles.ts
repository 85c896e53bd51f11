import "server-only";
import { settings } from "#lib/env";
import {
  decideRoles,
  needsUserInfo,
  type RoleDecision,
  type RoleResponses,
  type RoleSource,
  roleSources,
} from "./decide-roles.ts";
import { fetchUserInfo } from "./fetch-user-info.ts";
import { logRepeatedFault, OidcFault } from "./oidc-fault.ts";
import { fetchDiscovery, fetchTokens, OidcRefusal } from "./oidc-gateway.ts";
import { chooseLogoutHint, type ProviderTokens } from "./oidc-tokens.ts";
import { type Claims, readRoleClaim } from "./read-claims.ts";
import { verifyTokens } from "./resolve-identity.ts";
import { describeRoleSources, explainUnreadRoles, type ReadClaims } from "./role-faults.ts";

/** `tokens` must be stored in every case: the provider may have replaced the refresh token. */
export type RoleReading = { decision: RoleDecision; tokens: ProviderTokens };

/** Counts an unusable response as none, and names its cause in the log. @throws OidcRefusal */
function noResponse(where: string, error: unknown): null {
  if (error instanceof OidcRefusal) throw error;
  if (error instanceof OidcFault) logRepeatedFault(error.reason, error.facts, error.message);
  else logRepeatedFault("noResponse", {}, `${where} sent no usable response`);
  return null;
}

/** @returns null as claims if the response has no ID token, or one that cannot be verified */
async function refresh(tokens: ProviderTokens, refreshToken: string, subject: string) {
  const response = await fetchTokens({ grant_type: "refresh_token", refresh_token: refreshToken });
  const claims =
    response.id_token === undefined
      ? null
      : await verifyTokens(response, null, subject).catch((error) => noResponse("the ID token", error));
  const next: ProviderTokens = {
    ...tokens,
    accessToken: response.access_token,
    accessEndsAt: response.expires_in === undefined ? null : Date.now() + response.expires_in * 1000,
    refreshToken: response.refresh_token ?? refreshToken,
    logoutHint: claims === null ? tokens.logoutHint : chooseLogoutHint(claims),
  };
  return { tokens: next, claims };
}

async function readUserInfo(tokens: ProviderTokens, subject: string): Promise<Claims | null> {
  const { userinfo_endpoint: address } = await fetchDiscovery();
  const isOver = tokens.accessEndsAt !== null && tokens.accessEndsAt <= Date.now();
  return address === undefined || isOver ? null : fetchUserInfo(address, tokens.accessToken, subject);
}

/** Names the cause if the claim has gone (a removed group is normal), or if its source is silent although the provider responds. */
function explain(
  source: RoleSource | null,
  { outcome }: RoleDecision,
  responses: RoleResponses,
  claims: ReadClaims,
): void {
  const { roleClaim } = settings().auth;
  const facts = { ...describeRoleSources(roleClaim, claims), roleSource: source };
  const isStated = roleSources.some((name) => responses[name]?.state === "stated");
  if (outcome === "no_role" && !isStated)
    logRepeatedFault(
      "rolesGone",
      facts,
      `the claim ${roleClaim} (AUTH_ROLE_CLAIM) that gave the roles is missing, or a reference stands in its place: sessions end`,
    );
  if (outcome === "silent") logRepeatedFault("rolesUnread", facts, explainUnreadRoles(roleClaim));
}

/**
 * Reads the roles of a session again: by refresh token if there is one, and from UserInfo where the roles depend on it.
 * @throws OidcRefusal if the provider rejects the session; Error if the refresh itself fails
 */
export async function fetchRoles(tokens: ProviderTokens, subject: string): Promise<RoleReading> {
  const { roleClaim, roleGroups } = settings().auth;
  const { refreshToken, roleSource } = tokens;
  const refreshed = refreshToken === null ? { tokens, claims: null } : await refresh(tokens, refreshToken, subject);
  const idToken = refreshed.claims && readRoleClaim(refreshed.claims, roleClaim, roleGroups);
  const claims = needsUserInfo(roleSource, idToken)
    ? await readUserInfo(refreshed.tokens, subject).catch((error) => noResponse("userinfo", error))
    : null;
  const userinfo = claims && readRoleClaim(claims, roleClaim, roleGroups);
  const responses = { id_token: idToken, userinfo };
  const decision = decideRoles(roleSource, responses);
  explain(roleSource, decision, responses, { idToken: refreshed.claims, userInfo: claims });
  const source = decision.outcome === "roles" ? decision.source : roleSource;
  return { decision, tokens: { ...refreshed.tokens, roleSource: source } };
}
