import { unplacedTimes } from "./other-times.ts";
import type { EvidenceStatus } from "./schema.ts";

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
