import { addDays, jitterMs, lastReviewTime, subtractMinutes } from "./clock.ts";
import type { Identification } from "./identification.ts";
import { identificationId } from "./identification-id.ts";
import { findPersonality } from "./personalities/find-personality.ts";

/** Times of one identification as ISO 8601 in UTC; null for steps not reached. */
export type Times = {
  createdAt: string;
  startedAt: string | null;
  pendingReviewSince: string | null;
  completedAt: string | null;
  reviewedAt: string | null;
  expiresAt: string;
};

export function resolveTimes(identification: Identification, now: Date): Times {
  const { evidenceId, reviewPendingMinutesAgo } = identification;
  const pending = subtractMinutes(now, reviewPendingMinutesAgo ?? 0);
  const shiftMs = identification.reviewInWorkingHours ? pending.getTime() - lastReviewTime(pending).getTime() : 0;
  const before = (minutes: number | undefined, name: string) =>
    minutes === undefined
      ? null
      : new Date(subtractMinutes(now, minutes).getTime() - shiftMs - jitterMs(evidenceId + name)).toISOString();
  return {
    createdAt: before(identification.createdMinutesAgo, "created") ?? "",
    startedAt: before(identification.startedMinutesAgo, "started"),
    pendingReviewSince: before(reviewPendingMinutesAgo, "pending"),
    completedAt: before(identification.completedMinutesAgo, "completed"),
    reviewedAt: before(identification.reviewedMinutesAgo, "reviewed"),
    expiresAt: addDays(
      new Date(now.getTime() - jitterMs(`${evidenceId}expires`)),
      identification.expiresInDays,
    ).toISOString(),
  };
}

export const accountId = "acc-0b7d41e2";

export function workflowId({ method }: Identification): string {
  return method === "NFC" ? "wf-express-qes-nfc-3" : "wf-express-qes-review-2";
}

export function makeStatus(identification: Identification, now: Date): Record<string, unknown> {
  const times = resolveTimes(identification, now);
  const personality = findPersonality(identification);
  if (personality) return personality.makeStatus(identification, times);
  const others = Object.entries(identification.otherStatusFields ?? {}).map(([name, value]) => {
    const minutesAgo = (value as { minutesAgo?: number } | null)?.minutesAgo;
    return [name, minutesAgo === undefined ? value : subtractMinutes(now, minutesAgo).toISOString()];
  });
  return {
    id: identificationId(identification),
    transactionCode: identification.transactionCode,
    accountId,
    workflowId: workflowId(identification),
    status: identification.status,
    createdAt: times.createdAt,
    expiresAt: times.expiresAt,
    startedAt: times.startedAt,
    pendingReviewSince: times.pendingReviewSince,
    completedAt: times.completedAt,
    reviewedAt: times.reviewedAt,
    ...Object.fromEntries(others),
  };
}
