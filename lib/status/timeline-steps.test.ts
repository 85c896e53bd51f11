import { describe, expect, it } from "vitest";
import type { IdentificationState, StatusTime } from "./schema.ts";
import { intervalBetween, listSteps } from "./timeline-steps.ts";

const hour = 3_600_000;
const at = (name: string, atMs: number): StatusTime =>
  ({
    name,
    sentName: name,
    json: `${atMs}`,
    known: true,
    at: new Date(atMs).toISOString(),
    reading: { kind: "instant", atMs },
  }) as StatusTime;
const status = (state: IdentificationState, ...times: StatusTime[]) => ({ state, times });
const created = at("createdAt", 0);
const started = at("startedAt", hour);
const expires = at("expiresAt", 10 * hour);

const kindsOf = (state: IdentificationState, nowMs: number, ...times: StatusTime[]) =>
  listSteps(status(state, ...times), nowMs).map(({ kind }) => kind);
const intervalsOf = (state: IdentificationState, nowMs: number, ...times: StatusTime[]) => {
  const steps = listSteps(status(state, ...times), nowMs);
  return steps.slice(1).map((next, index) => intervalBetween(steps[index]!, next, nowMs));
};

describe("the steps of the timeline", () => {
  it("of a completed identification are those reported", () => {
    expect(kindsOf("completed", 5 * hour, created, at("completedAt", 2 * hour), expires)).toEqual([
      "reached",
      "reached",
      "to_come",
    ]);
  });

  it("of an unfinished one await the completion, before what is to come", () => {
    expect(kindsOf("in_review", 5 * hour, created, started, expires)).toEqual([
      "reached",
      "reached",
      "awaited",
      "to_come",
    ]);
    expect(kindsOf("started", 5 * hour, created)).toEqual(["reached", "awaited"]);
  });

  it("of a finished one say when this person opened it, unless the clocks disagree", () => {
    const done = status("completed", created, at("completedAt", 2 * hour), expires);
    const openedAt = new Date(5 * hour).toISOString();
    const steps = listSteps(done, 5 * hour, openedAt);
    expect(steps.map(({ kind }) => kind)).toEqual(["reached", "reached", "opened", "to_come"]);
    expect(intervalBetween(steps[1]!, steps[2]!, 5 * hour)).toEqual({ kind: "gap", lengthMs: 3 * hour });
    expect(intervalBetween(steps[2]!, steps[3]!, 5 * hour)).toEqual({ kind: "until", lengthMs: 5 * hour });
    const early = listSteps(done, 5 * hour, new Date(hour).toISOString());
    expect(intervalBetween(early[1]!, early[2]!, 5 * hour)).toBeNull();
    expect(listSteps(status("in_review", created), 5 * hour, openedAt).map(({ kind }) => kind)).toEqual([
      "reached",
      "awaited",
    ]);
    expect(listSteps(status("completed"), 5 * hour, openedAt)).toEqual([]);
  });

  it("await nothing if the completion is reported, the word is unknown, or no time is known", () => {
    expect(kindsOf("in_review", 5 * hour, created, at("completedAt", 2 * hour))).not.toContain("awaited");
    expect(kindsOf("unknown", 5 * hour, created)).not.toContain("awaited");
    expect(kindsOf("in_review", 5 * hour)).toEqual([]);
  });
});

describe("the interval between two steps", () => {
  it("counts between reached steps, so far while one waits, and until what is to come", () => {
    expect(intervalsOf("in_review", 4 * hour, created, started, expires)).toEqual([
      { kind: "gap", lengthMs: hour },
      { kind: "so_far", lengthMs: 3 * hour },
      { kind: "until", lengthMs: 6 * hour },
    ]);
  });

  it("of two steps to come is the time between them", () => {
    expect(intervalsOf("completed", 5 * hour, created, expires, at("x", 12 * hour)).at(-1)).toEqual({
      kind: "gap",
      lengthMs: 2 * hour,
    });
  });
});
