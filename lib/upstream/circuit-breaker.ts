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
const maxPauseMs = 30_000;
/** Failures that affect the whole host, so a few of them open the circuit. */
const unreachable: ReadonlySet<UpstreamErrorReason> = new Set(["dns", "refused", "connect_timeout", "tls", "proxy"]);
const unreachableToOpen = 5;
/** Other outages (502, timeouts, resets) may affect single addresses, so more of them open the circuit. */
const failedToOpen = 25;

function openCircuitFault(remainingMs: number): UpstreamError {
  return new UpstreamError(
    "provider_unavailable",
    "circuit",
    "The provider was unreachable several times in a row, so no request was sent. Try again later.",
    { retryAfterS: Math.max(1, Math.ceil(remainingMs / 1000)) },
  );
}

/** Opens after consecutive outages; any response from the host, including a rejection, resets the count. */
class OutageCounter implements IBreaker {
  state = 0;
  #weight = 0;

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
  const backoff = { initialDelay: firstPauseMs, maxDelay: maxPauseMs, exponent: 2, generator: noJitterGenerator };
  const circuit = circuitBreaker(handleWhen(isOutage), { breaker, halfOpenAfter: new ExponentialBackoff(backoff) });
  let pauseMs = 0;
  let endsAt = 0;
  circuit.onBreak(() => {
    pauseMs = pauseMs === 0 ? firstPauseMs : Math.min(maxPauseMs, 2 * pauseMs);
    endsAt = Date.now() + pauseMs;
  });
  circuit.onReset(() => {
    pauseMs = 0;
  });
  /** Time in ms until the next call; the first pause while a probe is pending, since it may end at any time. */
  const remainingMs = () => (circuit.state === CircuitState.HalfOpen ? firstPauseMs : endsAt - Date.now());
  return { circuit, remainingMs };
}

/** The circuit counts a failure that proves that the host responds as success, but the caller still gets it. */
const provesLife = (error: unknown) =>
  !(error instanceof UpstreamError) || (!error.outage && error.reason !== "cancelled" && error.reason !== "deadline");

/** Creates one circuit breaker per host: it fails fast during an outage and probes with one call at a time. */
export function createCircuitBreakers() {
  const circuits = new Map<string, ReturnType<typeof createCircuit>>();
  return {
    /**
     * @param work receives the allowed number of tries: one for a probe
     * @throws UpstreamError `provider_unavailable` with `retryAfterS` at once while the circuit of `host` is open
     */
    async run<T>(host: string, work: (tries: number) => Promise<T>): Promise<T> {
      const known = circuits.get(host) ?? createCircuit();
      circuits.set(host, known);
      const { circuit, remainingMs } = known;
      // Fails other calls while one probes, instead of queueing them.
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

export type CircuitBreakers = ReturnType<typeof createCircuitBreakers>;
