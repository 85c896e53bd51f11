import { createServer, type RequestListener, type Server } from "node:http";
import Provider, { type Configuration } from "oidc-provider";
import { close, listen } from "./loopback.ts";

export type Account = {
  sub: string;
  name: string;
  email: string;
  email_verified: boolean;
  /** Undefined: the provider sends no such claim. */
  groups?: string[] | string | undefined;
  /** Distributed claims (OpenID Connect Core section 5.6.2), as for a person with too many groups. */
  _claim_names?: Record<string, string>;
  _claim_sources?: Record<string, { endpoint: string }>;
};

export type IdentityProvider = {
  issuer: string;
  accounts: Map<string, Account>;
  /** Stops responding; dependent sessions of the product end after five minutes. */
  end(): Promise<void>;
};

export type IdentityOptions = {
  origin: string;
  refreshTokens?: boolean;
  claimsInIdToken?: boolean;
  /** Userinfo as signed JWT instead of JSON. */
  signedUserInfo?: boolean;
  /** Back-channel logout, with the claim `sid` in its tokens or without. */
  backchannelLogout?: "by_session" | "by_subject";
  /** Signing keys; the library's own without. */
  jwks?: { keys: object[] };
};

export const oidcClient = { id: "evidence-desk", secret: "secret-of-the-tests-0123456789abcdef" };

/** OpenID provider on loopback; its sign-in page accepts any password for a known account. */
export async function startIdentityProvider(options: IdentityOptions): Promise<IdentityProvider> {
  const accounts = new Map<string, Account>();
  const { origin, refreshTokens = true, claimsInIdToken = false, signedUserInfo = false } = options;
  const { backchannelLogout, jwks } = options;
  const logout = {
    backchannel_logout_uri: `${origin}/api/auth/backchannel-logout`,
    backchannel_logout_session_required: backchannelLogout === "by_session",
  };
  const configuration: Configuration = {
    clients: [
      {
        client_id: oidcClient.id,
        client_secret: oidcClient.secret,
        redirect_uris: [`${origin}/api/auth/callback/oidc`],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        ...(signedUserInfo ? { userinfo_signed_response_alg: "RS256" } : {}),
        ...(backchannelLogout ? logout : {}),
      },
    ],
    ...(jwks ? { jwks } : {}),
    features: {
      backchannelLogout: { enabled: backchannelLogout !== undefined },
      jwtUserinfo: { enabled: signedUserInfo },
    },
    // The library's dispatcher refuses the addresses of this machine.
    fetch: (url, { dispatcher: _, ...init }) => fetch(url, init),
    pkce: { required: () => true },
    cookies: { keys: ["keys-of-the-tests"] },
    claims: { openid: ["sub"], profile: ["name", "groups"], email: ["email", "email_verified"] },
    conformIdTokenClaims: !claimsInIdToken,
    issueRefreshToken: async () => refreshTokens,
    findAccount: async (_context, id) => {
      const account = accounts.get(id);
      return account && { accountId: id, claims: async () => ({ ...account }) };
    },
  };
  // Listens first, because the provider needs the issuer's port.
  let handle: RequestListener | undefined;
  const server: Server = createServer((request, response) => void handle?.(request, response));
  const port = await listen(server);
  const issuer = `http://localhost:${port}`;
  handle = new Provider(issuer, configuration).callback();
  return {
    issuer,
    accounts,
    end: () => close(server),
  };
}
