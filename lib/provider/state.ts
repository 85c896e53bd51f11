import "server-only";
import type { Dispatcher } from "undici";
import { settings } from "#lib/env";
import { type Circuits, createCircuits } from "#lib/upstream/circuit-breaker";
import { type Clock, systemClock } from "#lib/upstream/deadline";
import { createDispatcher } from "#lib/upstream/dispatcher";
import { createLogin, type Login } from "./access-token.ts";
import { createSecretGuard, type SecretGuard } from "./credential-guard.ts";

/** What the calls of one process share. */
export type ProviderState = {
  dispatcher: Dispatcher;
  circuits: Circuits;
  login: Login;
  guard: SecretGuard;
  clock: Clock;
};

// Pages and routes are bundled apart and would each have a login of their own; the process has one place.
const place = Symbol.for("evidence-desk.provider");
type Shared = typeof globalThis & { [place]?: ProviderState };

function createState(): ProviderState {
  const login = createLogin(systemClock);
  return {
    dispatcher: createDispatcher(),
    circuits: createCircuits(),
    login,
    guard: createSecretGuard(() => [settings().provider.apiKey, login.peek(), login.peekPrevious()]),
    clock: systemClock,
  };
}

export function providerState(): ProviderState {
  const shared = globalThis as Shared;
  shared[place] ??= createState();
  return shared[place];
}
