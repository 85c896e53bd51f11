import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { TokenSet } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { ProblemError } from "#lib/problem";
import { type Discovery, fetchTokens, oidcClient } from "./oidc-gateway.ts";
import { chooseLogoutHint, encryptTokens } from "./oidc-tokens.ts";
import { readProviderSession } from "./provider-session.ts";
import { resolveIdentity, verifyTokens } from "./resolve-identity.ts";
import type { NewSession } from "./session-store.ts";
import { type AuthRequestContext, recordSignInFailure } from "./start-session.ts";

/** Single sign-on of one request: next-auth's provider, and the session after a successful callback. */
export type OidcFlow = { provider: OAuthConfig<{ sub: string }>; found: () => NewSession | null };

type ProviderResponse = { code?: string | undefined; state?: string | undefined; iss?: string | undefined };
type Checks = { state?: unknown; nonce?: unknown; code_verifier?: unknown };

const isSame = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Checks that a callback matches this browser's request (RFC 9700 section 2.1, RFC 9207). @throws TypeError */
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
    throw new TypeError("The response names another issuer.");
  if (typeof code !== "string" || code === "") throw new TypeError("The response has no code.");
  return { code, nonce, verifier };
}

/** Uses the code flow with PKCE, state and nonce; our own code exchanges and checks tokens through the shared upstream pool. */
export function createOidcFlow(discovery: Discovery, trace: AuthRequestContext): OidcFlow {
  const { clientId, clientSecret, scope } = oidcClient();
  let found: NewSession | null = null;
  const exchange = async (response: ProviderResponse, checks: Checks, redirectUri: string) => {
    const { code, nonce, verifier } = checkTokenResponse(response, checks, discovery);
    const tokens = await fetchTokens({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    const claims = await verifyTokens(tokens, nonce).catch(async (error) => {
      await recordSignInFailure(null, "bad_id_token", trace);
      throw error;
    });
    const { roles, ...identity } = await resolveIdentity(claims, tokens.access_token);
    const encrypted = await encryptTokens({
      accessToken: tokens.access_token,
      accessEndsAt: tokens.expires_in === undefined ? null : Date.now() + tokens.expires_in * 1000,
      refreshToken: tokens.refresh_token ?? null,
      logoutHint: chooseLogoutHint(claims),
    });
    found = {
      ...identity,
      roles: roles ?? [],
      provider: "oidc",
      tokens: encrypted,
      providerSession: readProviderSession(claims.sid),
    };
    return { tokens: { id_token: tokens.id_token } as TokenSet };
  };
  return {
    found: () => found,
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
        request: ({ params, checks, provider }) => exchange(params, checks, provider.callbackUrl),
      },
      jwks_endpoint: discovery.jwks_uri,
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      profile: () => {
        if (found === null)
          throw new ProblemError(
            "unauthenticated",
            "The identity provider's response names no person. Start the sign-in again.",
          );
        return { id: found.subject, name: found.name, email: null };
      },
    },
  };
}
