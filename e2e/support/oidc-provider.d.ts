/** The part of oidc-provider that the tests use; the package brings no types of its own. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  export type Configuration = {
    clients: Record<string, unknown>[];
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
