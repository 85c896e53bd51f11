import { describe, expect, it } from "vitest";
import { scenarios } from "./scenarios.ts";
import { makeStatus } from "./status.ts";
import { Unfolding } from "./unfold.ts";

describe("a review in progress", () => {
  const identification = scenarios["review-finishes"].signers[0]?.identification;
  if (!identification) throw new Error("The case has no identification");

  it("stays pending until its time is over, then is completed with times in order", () => {
    const startMs = Date.now();
    const unfolding = new Unfolding();
    expect(unfolding.resolve(identification, startMs).status).toBe("REVIEW_PENDING");
    expect(unfolding.resolve(identification, startMs + 11_000).status).toBe("REVIEW_PENDING");
    const later = unfolding.resolve(identification, startMs + 13_000);
    expect(later).toMatchObject({ status: "COMPLETED" });
    expect(later.refusal).toBeUndefined();
    const status = makeStatus(later, new Date(startMs)) as Record<string, string | null>;
    expect(status.pendingReviewSince).toBeNull();
    const steps = [status.startedAt, status.completedAt, status.reviewedAt];
    expect(steps).toEqual(steps.toSorted());
    expect(unfolding.resolve(identification, startMs + 99_000)).toEqual(later);
  });
});
