import type { Identification } from "./identification.ts";

/** Advances identifications in review: a review ends some seconds after the first status request. */
export class Unfolding {
  private readonly startedMs = Date.now();
  private readonly firstRequestedMs = new Map<string, number>();

  resolve(identification: Identification, nowMs = Date.now()): Identification {
    const { evidenceId, reviewEndsAfterS } = identification;
    if (reviewEndsAfterS === undefined) return identification;
    const firstMs = this.firstRequestedMs.get(evidenceId) ?? nowMs;
    this.firstRequestedMs.set(evidenceId, firstMs);
    const endMs = firstMs + reviewEndsAfterS * 1000;
    if (nowMs < endMs) return identification;
    const { refusal: _refusal, reviewPendingMinutesAgo, ...rest } = identification;
    return {
      ...rest,
      status: "COMPLETED",
      completedMinutesAgo: reviewPendingMinutesAgo ?? 0,
      // The sandbox's now is fixed at its start, so later events are in its future.
      reviewedMinutesAgo: -(endMs - this.startedMs) / 60_000,
    };
  }
}
