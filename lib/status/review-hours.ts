import { unplacedTimes } from "./other-times.ts";
import type { EvidenceStatus } from "./schema.ts";

/**
 * When a person at the provider looks at an identification by hand (PROVIDER.md: 8:00–22:00 Central European time, about
 * 3 minutes; outside those hours and on weekends up to 72 hours). Pure: the clock is passed in.
 */

const zone = "Europe/Zurich";
const opensAtHour = 8;
const closesAtHour = 22;
const hourMs = 3_600_000;
export const longestReviewMs = 72 * hourMs;
/** Ten times the 3 minutes that the provider names: nobody is told "about 3 minutes" after an hour. */
const usualReviewMs = hourMs / 2;

export type ReviewClock =
  /** In working hours: usually about 3 minutes. */
  | { kind: "usual" }
  /** In working hours, and already longer than usual: at the latest at `until` (ISO 8601). */
  | { kind: "slow"; until: string }
  /** Outside hours: at the latest at `until` (ISO 8601). */
  | { kind: "outside"; until: string }
  /** Longer than the provider says it takes. */
  | { kind: "overdue"; since: string };

const zurich = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  weekday: "short",
  hour: "2-digit",
  hourCycle: "h23",
});

/** True while the provider's reviewers work; Intl knows summer time. */
export function isWorkingTime(atMs: number): boolean {
  const parts = zurich.formatToParts(atMs);
  const weekday = parts.find((part) => part.type === "weekday")?.value;
  const hour = Number(parts.find((part) => part.type === "hour")?.value);
  return weekday !== "Sat" && weekday !== "Sun" && hour >= opensAtHour && hour < closesAtHour;
}

/**
 * What a reviewer may expect of a pending review.
 * @param sinceMs when the review began to wait, Unix milliseconds
 * @param nowMs the time now, Unix milliseconds
 */
export function estimateReview(sinceMs: number, nowMs: number): ReviewClock {
  if (nowMs - sinceMs > longestReviewMs) return { kind: "overdue", since: new Date(sinceMs).toISOString() };
  const until = new Date(sinceMs + longestReviewMs).toISOString();
  if (!isWorkingTime(nowMs) || !isWorkingTime(sinceMs)) return { kind: "outside", until };
  return nowMs - sinceMs > usualReviewMs ? { kind: "slow", until } : { kind: "usual" };
}

/**
 * Since when a review has been waiting, Unix milliseconds: the name of that field is not published, so it is the latest
 * time of the status that has passed and is not the expiry. Null where the status names no such time, or one that may be
 * later and cannot be placed: "waiting for more than 72 hours" would be a guess.
 */
export function readPendingSince(status: Pick<EvidenceStatus, "times" | "otherTimes">, nowMs: number): number | null {
  if (unplacedTimes(status).some(({ name }) => name !== "expiresAt")) return null;
  const passed = status.times.filter(({ name }) => name !== "expiresAt").map(({ at }) => Date.parse(at));
  const latest = Math.max(...passed.filter((at) => at <= nowMs));
  return Number.isFinite(latest) ? latest : null;
}
