import "server-only";
import { timingSafeEqual } from "node:crypto";
import { errors } from "jose";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { settings } from "#lib/env";
import type { Discovery } from "./check-discovery.ts";
import { issuerFault } from "./issuer-fault.ts";
import { logOidcFault, logRepeatedFault, OidcFault } from "./oidc-fault.ts";
import { fetchTokens, oidcClient } from "./oidc-gateway.ts";
import { chooseLogoutHint, encryptTokens } from "./oidc-tokens.ts";
import { readProviderSession } from "./provider-session.ts";
import { resolveIdentity, verifyTokens } from "./resolve-identity.ts";
import { explainUnreadRoles } from "./role-faults.ts";
import type { NewSession } from "./session-store.ts";
import { type AuthRequestContext, recordSignInFailure } from "./start-session.ts";

/**
 * Single sign-on of one request: next-auth's provider, and after the callback the session or the named fault. A fault comes with the
 * person if only the roles are missing.
 */
export type OidcFlow = {
  provider: OAuthConfig<{ sub: string }>;
  found: () => NewSession | null;
  fault: () => OidcFault | null;
};

type ProviderResponse = { code?: string | undefined; state?: string | undefined; iss?: string | undefined };
type Checks = { state?: unknown; nonce?: unknown; code_verifier?: unknown };

const isSame = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Checks that a callback matches this browser's request (RFC 9700 section 2.1, RFC 9207). @throws OidcFault, TypeError */
function checkTokenResponse({ code, state, iss }: ProviderResponse, checks: Checks, discovery: Discovery) {
  const { state: expectedState, nonce, code_verifier: verifier } = checks;
  if (typeof expectedState !== "string" || typeof nonce !== "string" || typeof verifier !== "string")
    throw new TypeError("This sign-in was not started in this browser.");
  if (typeof state !== "string" || !isSame(state, expectedState)) throw new TypeError("The state does not match.");
  if (
    discovery.authorization_response_iss_parameter_supported
      ? iss !== discovery.issuer
      : (iss ?? discovery.issuer) !== discovery.issuer
  )
    throw issuerFault("the authorization response (iss)", iss, discovery.issuer);
  if (typeof code !== "string" || code === "") throw new TypeError("The response has no code.");
  return { code, nonce, verifier };
}

/** Writes the code of a fault of the ID token; the message may contain claims. */
function logTokenError(error: unknown): void {
  if (!(error instanceof errors.JOSEError)) return;
  const isClaimError = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
  const facts = { joseCode: error.code, claim: isClaimError ? error.claim : null };
  logRepeatedFault("idToken", facts, "the ID token cannot be verified");
}

/** The ID token gave the roles, and no refresh token leads to another one. */
function warnAboutRereads(canReread: boolean): void {
  const facts = { roleSource: "id_token" };
  if (canReread) logRepeatedFault("rolesUnread", facts, explainUnreadRoles(settings().auth.roleClaim));
  else
    logRepeatedFault(
      "rolesFixed",
      facts,
      "the provider offers neither refresh tokens nor userinfo, so a lost role ends a session only at SESSION_MAX_H or by `npm run session:revoke`",
    );
}

/** Uses the code flow with PKCE, state and nonce; our own code exchanges and checks tokens through the shared upstream pool. */
export function createOidcFlow(discovery: Discovery, trace: AuthRequestContext): OidcFlow {
  const { clientId, clientSecret, scope } = oidcClient();
  let found: NewSession | null = null;
  let fault: OidcFault | null = null;
  const exchange = async (response: ProviderResponse, checks: Checks, redirectUri: string) => {
    const { code, nonce, verifier } = checkTokenResponse(response, checks, discovery);
    const tokens = await fetchTokens({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    const claims = await verifyTokens(tokens, nonce).catch(async (error) => {
      logTokenError(error);
      await recordSignInFailure(null, "bad_id_token", trace);
      throw error;
    });
    const refreshToken = tokens.refresh_token ?? null;
    const resolved = await resolveIdentity(claims, tokens.access_token, refreshToken !== null);
    const { roles, source, fault: roleFault, ...identity } = resolved;
    const canReread = refreshToken !== null || discovery.userinfo_endpoint !== undefined;
    if (refreshToken === null && source === "id_token") warnAboutRereads(canReread);
    const encrypted = await encryptTokens({
      accessToken: tokens.access_token,
      accessEndsAt: tokens.expires_in === undefined ? null : Date.now() + tokens.expires_in * 1000,
      refreshToken,
      logoutHint: chooseLogoutHint(claims),
      roleSource: source,
      canReread,
    });
    const providerSession = readProviderSession(claims.sid);
    found = { ...identity, roles, provider: "oidc", tokens: encrypted, providerSession };
    if (roleFault !== null) throw roleFault;
  };
  /** Keeps a named fault for next-auth's `signIn` callback, which can choose the error code; other errors go on. */
  const attempt = (...request: Parameters<typeof exchange>): Promise<void> =>
    exchange(...request).catch((error) => {
      if (!(error instanceof OidcFault)) throw error;
      fault = error;
      logOidcFault(error, trace.requestId);
    });
  return {
    found: () => found,
    fault: () => fault,
    provider: {
      id: "oidc",
      name: "Company account",
      type: "oauth",
      issuer: discovery.issuer,
      clientId,
      clientSecret,
      authorization: { url: discovery.authorization_endpoint, params: { scope } },
      token: {
        url: discovery.token_endpoint,
        request: async ({ params, checks, provider }) => {
          await attempt(params, checks, provider.callbackUrl);
          return { tokens: {} };
        },
      },
      userinfo: { request: () => ({ sub: found?.subject ?? "" }) },
      jwks_endpoint: discovery.jwks_uri,
      checks: ["pkce", "state", "nonce"],
      // next-auth requires an ID here; with a fault, its `signIn` callback refuses before a session starts.
      profile: ({ sub }) => ({ id: sub || "refused", name: found?.name ?? null, email: null }),
    },
  };
}
