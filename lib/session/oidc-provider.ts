import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Discovery } from "./check-discovery.ts";
import { type Checks, exchangeCode, type ProviderResponse } from "./exchange-code.ts";
import { logOidcFault, OidcFault } from "./oidc-fault.ts";
import { oidcClient } from "./oidc-gateway.ts";
import type { NewSession } from "./session-store.ts";
import type { AuthRequestContext } from "./start-session.ts";

/**
 * Single sign-on of one request: next-auth's provider, and after the callback the session or the named fault. A fault comes with the
 * person if only the roles are missing.
 */
export type OidcFlow = {
  provider: OAuthConfig<{ sub: string }>;
  found: () => NewSession | null;
  fault: () => OidcFault | null;
};

/** Uses the code flow with PKCE, state and nonce; our own code exchanges and checks tokens. */
export function createOidcFlow(discovery: Discovery, trace: AuthRequestContext): OidcFlow {
  const { clientId, clientSecret, scope } = oidcClient();
  let found: NewSession | null = null;
  let fault: OidcFault | null = null;
  const keepFault = (named: OidcFault) => {
    fault = named;
    logOidcFault(named, trace.requestId);
  };
  /** Keeps a named fault for next-auth's `signIn` callback, which can choose the error code; other errors go on. */
  const exchange = async (response: ProviderResponse, checks: Checks, redirectUri: string): Promise<void> => {
    try {
      const exchanged = await exchangeCode(response, checks, redirectUri, { discovery, trace });
      found = exchanged.session;
      if (exchanged.fault !== null) keepFault(exchanged.fault);
    } catch (error) {
      if (!(error instanceof OidcFault)) throw error;
      keepFault(error);
    }
  };
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
          await exchange(params, checks, provider.callbackUrl);
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
