import type { TimeAnomaly, TimeReport } from "./schema.ts";

/**
 * Tolerance in ms for the time of an entry. An entry gets its time when it is requested and its sequence when it is committed, up
 * to 1.8 s (queue) and 1.7 s (its turn among processes) later. The rest, 1.5 s, is for clocks of replicas that differ.
 */
export const clockToleranceMs = 5_000;

/** Maximum entries that a report lists. */
const maxListed = 20;

/** Formats UTC milliseconds as ISO 8601; a stored value outside the range of dates becomes its nearest date. */
export function formatEntryTime(at: number): string {
  const limit = 8.64e15;
  return new Date(Math.min(limit, Math.max(-limit, Number(at) || 0))).toISOString();
}

/**
 * Compares times of consecutive entries with the latest one before, not only with the previous: a clock that loses a little with
 * each entry is found, too. After an anomaly, later entries are compared with its time, so that one wrong entry flags one.
 */
export class TimeChecker {
  readonly #now: number;
  #latest = Number.NEGATIVE_INFINITY;

  /** @param now UTC milliseconds */
  constructor(now: number) {
    this.#now = now;
  }

  /** @returns the anomaly and its size in ms, or null */
  check(at: number): { anomaly: TimeAnomaly; byMs: number } | null {
    const behindMs = this.#latest - at;
    const aheadMs = at - this.#now;
    const isBehind = behindMs > clockToleranceMs;
    this.#latest = isBehind ? at : Math.max(this.#latest, at);
    if (aheadMs > clockToleranceMs) return { anomaly: "in_future", byMs: aheadMs };
    return isBehind ? { anomaly: "before_previous", byMs: behindMs } : null;
  }
}

export class TimeReporter {
  readonly #checker: TimeChecker;
  readonly report: TimeReport = { count: 0, toleranceMs: clockToleranceMs, first: [] };

  constructor(now: number) {
    this.#checker = new TimeChecker(now);
  }

  add({ sequence, at }: { sequence: number; at: number }): void {
    const found = this.#checker.check(at);
    if (found === null) return;
    this.report.count += 1;
    if (this.report.first.length < maxListed) this.report.first.push({ sequence, ...found });
  }
}

const describe = ({ sequence, anomaly, byMs }: TimeReport["first"][number]) =>
  `entry ${sequence} is ${byMs / 1000} s ${anomaly === "in_future" ? "in the future" : "older than an entry before it"}`;

/** @returns a sentence that begins with a space, or an empty text without anomalies */
export function formatTimeReport({ count, toleranceMs, first }: TimeReport): string {
  if (count === 0) return "";
  const rest = count > first.length ? `; and ${count - first.length} more` : "";
  return ` Times that contradict the order or the clock by more than ${toleranceMs / 1000} s: ${count}: ${first.map(describe).join("; ")}${rest}.`;
}
