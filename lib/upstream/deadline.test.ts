import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { raceAbort } from "#lib/runtime/race-abort";
import { startDeadline } from "./deadline.ts";

describe("deadline", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("aborts with provider_timeout and reports the remaining time before", () => {
    const deadline = startDeadline(1_000, undefined);
    vi.advanceTimersByTime(400);
    expect(deadline.remainingMs()).toBe(600);
    vi.advanceTimersByTime(600);
    expect(deadline.signal.reason).toMatchObject({ code: "provider_timeout" });
  });

  it("does not count the time of a slow reader", () => {
    const deadline = startDeadline(1_000, undefined);
    vi.advanceTimersByTime(400);
    deadline.pause();
    vi.advanceTimersByTime(900);
    deadline.resume();
    expect(deadline.remainingMs()).toBe(600);
    vi.advanceTimersByTime(599);
    expect(deadline.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(deadline.signal.aborted).toBe(true);
  });

  it("aborts when a reader takes nothing at all", () => {
    const deadline = startDeadline(1_000, undefined);
    deadline.pause();
    vi.advanceTimersByTime(1_000);
    expect(deadline.signal.reason).toMatchObject({ reason: "cancelled" });
  });

  it("aborts with the client's own request", () => {
    const person = new AbortController();
    const deadline = startDeadline(1_000, person.signal);
    person.abort();
    expect(deadline.signal.reason).toMatchObject({ reason: "cancelled" });
  });

  it("clears its timer", () => {
    startDeadline(1_000, new AbortController().signal).end();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stops waiting for shared work without cancelling it", async () => {
    const deadline = startDeadline(1_000, undefined);
    const waiting = raceAbort(new Promise(() => {}), deadline.signal);
    vi.advanceTimersByTime(1_000);
    await expect(waiting).rejects.toMatchObject({ code: "provider_timeout" });
  });
});
