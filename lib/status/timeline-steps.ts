import type { EvidenceStatus, StatusTime } from "./schema.ts";
import { isUnfinished } from "./schema.ts";

/** One step of the timeline. `awaited`: the completion that is not reported yet. `opened`: this person asked for the status. */
export type TimelineStep =
  | { kind: "reached" | "to_come"; key: string; time: StatusTime }
  | { kind: "awaited"; key: string; time: null }
  | { kind: "opened"; key: string; time: { at: string; reading: { atMs: number } } };

/** The time between a step and the next one: `gap` between two reached steps, `so_far` while one waits, `until` from now. */
export type StepInterval = { kind: "gap" | "so_far" | "until"; lengthMs: number };

/** Further steps appear only in the status as sent. */
const maxSteps = 100;

/**
 * Steps in order; an unfinished identification awaits its completion before anything that is to come. A finished one was
 * opened at `openedAt` (ISO 8601), if that is known.
 */
export function listSteps(
  status: Pick<EvidenceStatus, "times" | "state">,
  nowMs: number,
  openedAt: string | null = null,
): TimelineStep[] {
  const steps = status.times.slice(0, maxSteps).map(
    (time): TimelineStep => ({
      kind: time.reading.atMs > nowMs ? "to_come" : "reached",
      key: `${time.sentName} ${time.json}`,
      time,
    }),
  );
  const isAwaited = isUnfinished(status.state) && !status.times.some(({ name }) => name === "completedAt");
  const first = steps.findIndex(({ kind }) => kind === "to_come");
  const place = first < 0 ? steps.length : first;
  if (steps.length === 0) return steps;
  if (isAwaited) return steps.toSpliced(place, 0, { kind: "awaited", key: "awaited", time: null });
  if (openedAt === null || isUnfinished(status.state)) return steps;
  const time = { at: openedAt, reading: { atMs: Date.parse(openedAt) } };
  return steps.toSpliced(place, 0, { kind: "opened", key: "opened", time });
}

/** The interval to write on the line between two steps; null if it is not known. */
export function intervalBetween(step: TimelineStep, next: TimelineStep, nowMs: number): StepInterval | null {
  if (next.kind === "awaited")
    return step.kind === "reached" ? { kind: "so_far", lengthMs: nowMs - step.time.reading.atMs } : null;
  const nextMs = next.time.reading.atMs;
  if (step.kind === "to_come") return { kind: "gap", lengthMs: nextMs - step.time.reading.atMs };
  if (next.kind === "to_come") return { kind: "until", lengthMs: nextMs - nowMs };
  if (step.kind === "awaited") return null;
  const lengthMs = nextMs - step.time.reading.atMs;
  // The clocks of provider and browser differ.
  return next.kind === "opened" && lengthMs < 0 ? null : { kind: "gap", lengthMs };
}
