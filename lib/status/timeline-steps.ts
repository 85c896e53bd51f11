import type { EvidenceStatus, StatusTime } from "./schema.ts";
import { isUnfinished } from "./schema.ts";

/** One step of the timeline. `awaited`: the completion that is not reported yet. */
export type TimelineStep =
  | { kind: "reached" | "to_come"; key: string; time: StatusTime }
  | { kind: "awaited"; key: string; time: null };

/** The time between a step and the next one: `gap` between two reached steps, `so_far` while one waits, `until` from now. */
export type StepInterval = { kind: "gap" | "so_far" | "until"; lengthMs: number };

/** Further steps appear only in the status as sent. */
const maxSteps = 100;

/** Steps in order; an unfinished identification awaits its completion before anything that is to come. */
export function listSteps(status: Pick<EvidenceStatus, "times" | "state">, nowMs: number): TimelineStep[] {
  const steps = status.times.slice(0, maxSteps).map(
    (time): TimelineStep => ({
      kind: time.reading.atMs > nowMs ? "to_come" : "reached",
      key: `${time.sentName} ${time.json}`,
      time,
    }),
  );
  const isAwaited = isUnfinished(status.state) && !status.times.some(({ name }) => name === "completedAt");
  if (!isAwaited || steps.length === 0) return steps;
  const first = steps.findIndex(({ kind }) => kind === "to_come");
  return steps.toSpliced(first < 0 ? steps.length : first, 0, { kind: "awaited", key: "awaited", time: null });
}

/** The interval to write on the line between two steps; null if it is not known. */
export function intervalBetween(step: TimelineStep, next: TimelineStep, nowMs: number): StepInterval | null {
  if (next.kind === "awaited")
    return step.kind === "reached" ? { kind: "so_far", lengthMs: nowMs - step.time.reading.atMs } : null;
  const nextMs = next.time.reading.atMs;
  if (step.kind === "to_come") return { kind: "gap", lengthMs: nextMs - step.time.reading.atMs };
  if (next.kind === "to_come") return { kind: "until", lengthMs: nextMs - nowMs };
  return step.kind === "reached" ? { kind: "gap", lengthMs: nextMs - step.time.reading.atMs } : null;
}
