import { isWorkingTime, maxReviewMs } from "./review-hours.ts";

const hourMs = 3_600_000;

export type Span = { fromMs: number; toMs: number };

/** A review on a time axis from its start to its limit, or to now if that is later. */
export type ReviewBar = Span & {
  limitMs: number;
  /** Above zero if the review takes longer than the limit. */
  overMs: number;
  waitedMs: number;
  /** The part of `waitedMs` within working hours. */
  workedMs: number;
  working: Span[];
};

/** Longer reviews are drawn without hours: a month has hundreds of them. */
const maxHours = 24 * 14;

/** Working hours begin and end on full hours of UTC, because Zurich's offsets are full hours. Pure. */
export function describeReview(sinceMs: number, nowMs: number): ReviewBar {
  const limitMs = sinceMs + maxReviewMs;
  const toMs = Math.max(nowMs, limitMs);
  const working: Span[] = [];
  const first = Math.floor(sinceMs / hourMs) * hourMs;
  for (let atMs = first; atMs < toMs && atMs - first < maxHours * hourMs; atMs += hourMs) {
    if (!isWorkingTime(atMs)) continue;
    const last = working.at(-1);
    if (last && last.toMs === atMs) last.toMs = atMs + hourMs;
    else working.push({ fromMs: atMs, toMs: atMs + hourMs });
  }
  const clipped = working.map((span) => ({
    fromMs: Math.max(span.fromMs, sinceMs),
    toMs: Math.min(span.toMs, toMs),
  }));
  const passed = clipped.map(({ fromMs, toMs: end }) => Math.max(0, Math.min(end, nowMs) - fromMs));
  return {
    fromMs: sinceMs,
    toMs,
    limitMs,
    overMs: nowMs - limitMs,
    waitedMs: nowMs - sinceMs,
    workedMs: passed.reduce((sum, length) => sum + length, 0),
    working: clipped,
  };
}
