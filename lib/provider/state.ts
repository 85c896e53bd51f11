import "server-only";
import { settings } from "#lib/env";
import { once } from "#lib/runtime/singleton";
import { type UpstreamPool, upstreamPool } from "#lib/upstream/pool";
import { createLogin, type Login } from "./access-token.ts";
import { createSecretGuard, type SecretGuard } from "./credential-guard.ts";

/** What the calls to the provider share in one process. */
export type ProviderState = UpstreamPool & { login: Login; guard: SecretGuard };

function createState(): ProviderState {
  const pool = upstreamPool();
  const login = createLogin(pool.clock);
  const guard = createSecretGuard(() => [settings().provider.apiKey, login.peek(), login.peekPrevious()]);
  return { ...pool, login, guard };
}

export function providerState(): ProviderState {
  return once("provider", createState);
}
