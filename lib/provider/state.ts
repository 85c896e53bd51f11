import "server-only";
import { settings } from "#lib/env";
import { singleton } from "#lib/runtime/singleton";
import { type UpstreamPool, upstreamPool } from "#lib/upstream/pool";
import { type AccessTokenCache, createAccessTokenCache } from "./access-token.ts";
import { type CredentialGuard, createCredentialGuard } from "./credential-guard.ts";

export type ProviderState = UpstreamPool & { login: AccessTokenCache; guard: CredentialGuard };

/** The proxy's password, as it is sent in `Proxy-Authorization`. */
function proxyPassword(): string | null {
  const { url } = settings().proxy;
  return url ? decodeURIComponent(new URL(url).password) : null;
}

function createState(): ProviderState {
  const pool = upstreamPool();
  const login = createAccessTokenCache(pool.clock);
  const guard = createCredentialGuard(() => [
    settings().provider.apiKey,
    login.peek(),
    login.peekPrevious(),
    settings().auth.oidc?.clientSecret ?? null,
    proxyPassword(),
  ]);
  return { ...pool, login, guard };
}

export function providerState(): ProviderState {
  return singleton("provider", createState);
}
