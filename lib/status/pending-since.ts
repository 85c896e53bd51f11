import type { EvidenceStatus } from "./model.ts";

/**
 * Since when a review has been waiting, Unix milliseconds: the name of that field is not published, so it is the latest
 * time of the status that has passed and is not the expiry. Null where the status names no such time.
 */
export function readPendingSince(status: EvidenceStatus, nowMs: number): number | null {
  const passed = status.times.filter(({ name }) => name !== "expiresAt").map(({ at }) => Date.parse(at));
  const latest = Math.max(...passed.filter((at) => at <= nowMs));
  return Number.isFinite(latest) ? latest : null;
}
