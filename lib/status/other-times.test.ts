import { describe, expect, it } from "vitest";
import { hasOtherId } from "./other-id.ts";
import { namesTime, standInTimes, unplacedTimes } from "./other-times.ts";
import { parseEvidenceStatus } from "./parse-status.ts";
import { readPendingSince } from "./review-hours.ts";

const created = "2026-11-20T10:00:00Z";
const nowMs = Date.parse("2026-11-24T10:00:00Z");

describe("times that cannot be ordered among moments", () => {
  const status = parseEvidenceStatus({
    ...{ status: "COMPLETED", createdAt: created, startedAt: 0, completedAt: "2026-11-20T11:00:00" },
    ...{ reviewedAt: "soon", expiresAt: "9999-12-31T00:00:00Z" },
  });
  it("are reached steps or placeholders", () => {
    expect(unplacedTimes(status).map(({ name }) => name)).toEqual(["completedAt", "reviewedAt"]);
    expect(standInTimes(status).map(({ name }) => name)).toEqual(["startedAt", "expiresAt"]);
    const reached = ["createdAt", "startedAt", "completedAt", "reviewedAt", "expiresAt"].filter((name) =>
      namesTime(status, name),
    );
    expect(reached).toEqual(["createdAt", "completedAt", "reviewedAt"]);
  });
});

describe("start of a pending review", () => {
  const since = (fields: object) => readPendingSince(parseEvidenceStatus({ status: "IN_REVIEW", ...fields }), nowMs);
  it("is the latest past moment, in any form", () => {
    expect(since({ createdAt: created, pendingReviewSince: "1795770569", expiresAt: "2026-11-23T00:00:00Z" })).toBe(
      Date.parse(created),
    );
    expect(since({ createdAt: created, pendingReviewSince: Date.parse(created) / 1000 + 60 })).toBe(
      Date.parse(created) + 60_000,
    );
  });
  it("is null if a possibly later time cannot be ordered", () => {
    for (const value of ["2026-11-24T08:00:00", "2026-11-24", "this morning"])
      expect(since({ createdAt: created, pendingReviewSince: value })).toBeNull();
    for (const value of [null, 0, "0001-01-01T00:00:00Z"])
      expect(since({ createdAt: created, pendingReviewSince: value })).toBe(Date.parse(created));
    expect(since({ createdAt: created, expiresAt: "2026-12-24" })).toBe(Date.parse(created));
  });
});

it.each([
  ["evidence-1", false],
  ["EVIDENCE-1", false],
  [" evidence-1 ", false],
  ["evidence-2", true],
  ["778899", true],
  [null, false],
  ["", false],
])("an id %j of the status is another than the evidence ID: %s", (id, expected) => {
  expect(hasOtherId({ id }, "evidence-1")).toBe(expected);
});
