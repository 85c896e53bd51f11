import { unplacedTimes } from "./other-times.ts";
import type { EvidenceStatus } from "./schema.ts";

/** Estimates manual review (PROVIDER.md: 8:00–22:00 in `zone`, about 3 minutes; otherwise up to 72 hours). Pure. */

const zone = "Europe/Zurich";
const opensAtHour = 8;
const closesAtHour = 22;
const hourMs = 3_600_000;
export const maxReviewMs = 72 * hourMs;
/** Ten times the provider's 3 minutes; later, "about 3 minutes" would be misleading. */
const usualReviewMs = hourMs / 2;

export type ReviewClock =
  /** In working hours: about 3 minutes. */
  | { kind: "usual" }
  /** In working hours, longer than usual: `until` at the latest (ISO 8601). */
  | { kind: "slow"; until: string }
  /** Outside hours: `until` at the latest (ISO 8601). */
  | { kind: "outside"; until: string }
  /** Longer than the provider's maximum. */
  | { kind: "overdue"; since: string };

const zurich = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  weekday: "short",
  hour: "2-digit",
  hourCycle: "h23",
});

/** True in the provider's working hours; Intl handles summer time. */
export function isWorkingTime(atMs: number): boolean {
  const parts = zurich.formatToParts(atMs);
  const weekday = parts.find((part) => part.type === "weekday")?.value;
  const hour = Number(parts.find((part) => part.type === "hour")?.value);
  return weekday !== "Sat" && weekday !== "Sun" && hour >= opensAtHour && hour < closesAtHour;
}

/** Estimates the wait. Both times in Unix milliseconds. */
export function estimateReview(sinceMs: number, nowMs: number): ReviewClock {
  if (nowMs - sinceMs > maxReviewMs) return { kind: "overdue", since: new Date(sinceMs).toISOString() };
  const until = new Date(sinceMs + maxReviewMs).toISOString();
  if (!isWorkingTime(nowMs) || !isWorkingTime(sinceMs)) return { kind: "outside", until };
  return nowMs - sinceMs > usualReviewMs ? { kind: "slow", until } : { kind: "usual" };
}

/** Returns the latest past time except the expiry, because the field is not published. Null if it cannot be ordered. */
export function readPendingSince(status: Pick<EvidenceStatus, "times" | "otherTimes">, nowMs: number): number | null {
  if (unplacedTimes(status).some(({ name }) => name !== "expiresAt")) return null;
  const passed = status.times.filter(({ name }) => name !== "expiresAt").map(({ at }) => Date.parse(at));
  const latest = Math.max(...passed.filter((at) => at <= nowMs));
  return Number.isFinite(latest) ? latest : null;
}
