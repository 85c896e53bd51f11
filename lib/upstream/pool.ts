import "server-only";
import type { Dispatcher } from "undici";
import { type Clock, systemClock } from "#lib/runtime/clock";
import { singleton } from "#lib/runtime/singleton";
import { type CircuitBreakers, createCircuitBreakers } from "./circuit-breaker.ts";
import { createDispatcher } from "./dispatcher.ts";

export type UpstreamPool = { dispatcher: Dispatcher; circuits: CircuitBreakers; clock: Clock };

export function upstreamPool(): UpstreamPool {
  return singleton("upstream-pool", () => ({
    dispatcher: createDispatcher(),
    circuits: createCircuitBreakers(),
    clock: systemClock,
  }));
}
