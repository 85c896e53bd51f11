import "server-only";
import {
  BrokenCircuitError,
  CircuitState,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IBreaker,
  noJitterGenerator,
} from "cockatiel";
import { maxTries } from "./retry.ts";
import { UpstreamError, type UpstreamErrorReason } from "./upstream-error.ts";

const firstPauseMs = 2_000;
const longestPauseMs = 30_000;
/** The host cannot even be reached: nothing about one address, so a few calls are enough to know. */
const unreachable: ReadonlySet<UpstreamErrorReason> = new Set(["dns", "refused", "connect_timeout", "tls", "proxy"]);
const unreachableToOpen = 5;
/** It was reached and failed (502, silence, resets): that may still be about single addresses, so it takes more calls. */
const failedToOpen = 25;

function openCircuitFault(remainingMs: number): UpstreamError {
  return new UpstreamError(
    "provider_unavailable",
    "circuit",
    "The provider has been out of reach several times in a row; we ask it again after a pause.",
    { retryAfterS: Math.max(1, Math.ceil(remainingMs / 1000)) },
  );
}

/** Opens after calls in a row that found the host down; any answer from the host, also a refusal, begins anew. */
class OutageCounter implements IBreaker {
  state = 0;
  #weight = 0;

  /** Told of each failure just before it is counted. */
  weigh(fault: UpstreamError): void {
    this.#weight = unreachable.has(fault.reason) ? 1 / unreachableToOpen : 1 / failedToOpen;
  }

  success(): void {
    this.state = 0;
  }

  failure(): boolean {
    this.state += this.#weight;
    return this.state >= 0.999;
  }
}

function createCircuit() {
  const breaker = new OutageCounter();
  const isOutage = (error: unknown) => {
    if (!(error instanceof UpstreamError) || !error.outage) return false;
    breaker.weigh(error);
    return true;
  };
  const backoff = { initialDelay: firstPauseMs, maxDelay: longestPauseMs, exponent: 2, generator: noJitterGenerator };
  const circuit = circuitBreaker(handleWhen(isOutage), { breaker, halfOpenAfter: new ExponentialBackoff(backoff) });
  let pauseMs = 0;
  let endsAt = 0;
  circuit.onBreak(() => {
    pauseMs = pauseMs === 0 ? firstPauseMs : Math.min(longestPauseMs, 2 * pauseMs);
    endsAt = Date.now() + pauseMs;
  });
  circuit.onReset(() => {
    pauseMs = 0;
  });
  /** Until the next call may ask; while one probes, as long as the first pause: it may be over at any moment. */
  const remainingMs = () => (circuit.state === CircuitState.HalfOpen ? firstPauseMs : endsAt - Date.now());
  return { circuit, remainingMs };
}

/** A failure that proves the host alive; the circuit takes it for a success and the caller gets it all the same. */
const provesLife = (error: unknown) =>
  !(error instanceof UpstreamError) || (!error.outage && error.reason !== "cancelled" && error.reason !== "deadline");

/** One circuit per host: an outage is answered at once, and one call at a time finds out whether it is over. */
export function createCircuitBreakers() {
  const circuits = new Map<string, ReturnType<typeof createCircuit>>();
  return {
    /**
     * @param work is told how many tries it has: one when it probes
     * @throws ProviderFault `provider_unavailable` with `retryAfterS` at once while the circuit of `host` is open
     */
    async run<T>(host: string, work: (tries: number) => Promise<T>): Promise<T> {
      const known = circuits.get(host) ?? createCircuit();
      circuits.set(host, known);
      const { circuit, remainingMs } = known;
      // While one call probes, the others are answered instead of queued behind it.
      if (circuit.state === CircuitState.HalfOpen) throw openCircuitFault(remainingMs());
      try {
        const result = await circuit.execute(() =>
          work(circuit.state === CircuitState.HalfOpen ? 1 : maxTries).then(
            (value) => ({ value }),
            (error: unknown) => {
              if (!provesLife(error)) throw error;
              return { error };
            },
          ),
        );
        if ("error" in result) throw result.error;
        return result.value;
      } catch (error) {
        throw error instanceof BrokenCircuitError ? openCircuitFault(remainingMs()) : error;
      }
    },
  };
}

export type Circuits = ReturnType<typeof createCircuitBreakers>;
