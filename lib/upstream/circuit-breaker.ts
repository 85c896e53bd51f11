import "server-only";
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

/** What one failure adds; the circuit opens at 1. Counts of one kind may miss it by rounding. */
const weightOf = ({ reason }: UpstreamError) => 1 / (unreachable.has(reason) ? unreachableToOpen : failedToOpen);
const opensAt = 0.999;

/** Opens after consecutive outages; any response from the host, including a rejection, resets the count. */
function createCircuit() {
  let weight = 0;
  /** Length of the current pause; 0 while the circuit is closed. */
  let pauseMs = 0;
  let endsAt = 0;
  let isProbing = false;
  const open = () => {
    pauseMs = pauseMs === 0 ? firstPauseMs : Math.min(maxPauseMs, 2 * pauseMs);
    endsAt = Date.now() + pauseMs;
  };
  return {
    /** @returns true for a probe, of which there is one at a time @throws UpstreamError while the circuit is open */
    enter(): boolean {
      if (pauseMs === 0) return false;
      // While a probe is pending the advice is the first pause, because the probe may end at any time.
      if (isProbing) throw openCircuitFault(firstPauseMs);
      if (Date.now() < endsAt) throw openCircuitFault(endsAt - Date.now());
      isProbing = true;
      return true;
    },
    succeed(isProbe: boolean): void {
      weight = 0;
      if (isProbe) {
        isProbing = false;
        pauseMs = 0;
      }
    },
    /** @param error an outage counts; of others it is not known whether the host responded */
    fail(isProbe: boolean, error: unknown): void {
      const isOutage = error instanceof UpstreamError && error.outage;
      if (isProbe) {
        isProbing = false;
        // A probe that ended without a statement on the host leaves the pause over, so that the next call probes.
        if (isOutage) open();
        return;
      }
      if (!isOutage || pauseMs > 0) return;
      weight += weightOf(error);
      if (weight >= opensAt) open();
    },
  };
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
      const circuit = circuits.get(host) ?? createCircuit();
      circuits.set(host, circuit);
      const isProbe = circuit.enter();
      try {
        const result = await work(isProbe ? 1 : maxTries);
        circuit.succeed(isProbe);
        return result;
      } catch (error) {
        if (provesLife(error)) circuit.succeed(isProbe);
        else circuit.fail(isProbe, error);
        throw error;
      }
    },
  };
}

export type CircuitBreakers = ReturnType<typeof createCircuitBreakers>;
