/** Types for the used part of oidc-provider, which has none. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  export type Configuration = {
    clients: Record<string, unknown>[];
    jwks?: { keys: object[] };
    features: { backchannelLogout: { enabled: boolean }; jwtUserinfo: { enabled: boolean } };
    fetch: (url: string, init: RequestInit & { dispatcher?: unknown }) => Promise<Response>;
    pkce: { required: () => boolean };
    cookies: { keys: string[] };
    claims: Record<string, string[]>;
    conformIdTokenClaims: boolean;
    issueRefreshToken: () => Promise<boolean>;
    findAccount: (
      context: unknown,
      id: string,
    ) => Promise<{ accountId: string; claims: () => Promise<Record<string, unknown>> } | undefined>;
  };

  export default class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): RequestListener;
  }
}
