import "server-only";
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  noJitterGenerator,
} from "cockatiel";
import { ProviderFault } from "./provider-fault.ts";

/** Calls in a row that found the host down before we stop asking. */
const failuresToOpen = 10;
const firstPauseMs = 2_000;
const longestPauseMs = 30_000;

function openCircuitFault(): ProviderFault {
  return new ProviderFault(
    "provider_unavailable",
    "circuit",
    "The provider has been out of reach several times in a row; we ask it again in a few seconds.",
    { retryAfterS: Math.ceil(firstPauseMs / 1000) },
  );
}

/** One circuit per host: an outage is answered at once, and one call at a time finds out whether it is over. */
export function createCircuits() {
  const circuits = new Map<string, CircuitBreakerPolicy>();
  const circuitOf = (host: string) => {
    let circuit = circuits.get(host);
    if (!circuit) {
      circuit = circuitBreaker(
        handleWhen((error) => error instanceof ProviderFault && error.outage),
        {
          breaker: new ConsecutiveBreaker(failuresToOpen),
          halfOpenAfter: new ExponentialBackoff({
            initialDelay: firstPauseMs,
            maxDelay: longestPauseMs,
            exponent: 2,
            generator: noJitterGenerator,
          }),
        },
      );
      circuits.set(host, circuit);
    }
    return circuit;
  };
  return {
    /** @throws ProviderFault `provider_unavailable` with `retryAfterS` at once while the circuit of `host` is open. */
    async run<T>(host: string, work: () => Promise<T>): Promise<T> {
      const circuit = circuitOf(host);
      // While one call probes, the others are answered instead of queued behind it.
      if (circuit.state === CircuitState.HalfOpen) throw openCircuitFault();
      try {
        return await circuit.execute(work);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? openCircuitFault() : error;
      }
    },
  };
}

export type Circuits = ReturnType<typeof createCircuits>;
