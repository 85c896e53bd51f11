import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "#lib/runtime/clock";
import { startDeadline } from "./deadline.ts";
import { delayBeforeTry, parseRetryAfter, withRetry } from "./retry.ts";
import { UpstreamError } from "./upstream-error.ts";

const now = Date.parse("2026-11-23T10:00:00Z");

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["7", 7],
    [" 7 ", 7],
    ["-5", 0],
    ["1.2", 2],
    ["99999999999999", 86_400],
    ["Mon, 23 Nov 2026 10:00:30 GMT", 30],
    ["Monday, 23-Nov-26 10:00:30 GMT", 30],
    ["Mon, 23 Nov 2020 10:00:30 GMT", 0],
    ["Fri, 23 Nov 2096 10:00:30 GMT", 86_400],
    ["soon", null],
    ["", null],
    ["7; 8", null],
    ["0x10", null],
  ])("reads %o as %o", (value, seconds) => {
    expect(parseRetryAfter(value, now)).toBe(seconds);
  });
  it("is null if the header is missing", () => {
    expect(parseRetryAfter(null, now)).toBeNull();
  });
});

describe("retry delay", () => {
  it("grows, has jitter, and is never shorter than Retry-After", () => {
    expect(delayBeforeTry(1, undefined, () => 0)).toBe(100);
    expect(delayBeforeTry(1, undefined, () => 1)).toBe(200);
    expect(delayBeforeTry(2, undefined, () => 1)).toBe(400);
    expect(delayBeforeTry(9, undefined, () => 1)).toBe(2_000);
    expect(delayBeforeTry(1, 3, () => 0)).toBe(3_000);
  });
});

describe("retry", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const fault = (retryAfterS?: number, retry = true) =>
    new UpstreamError("provider_unavailable", "status", "down", { retry, retryAfterS });

  /** Runs to completion on the fake clock and returns the number of tries and the elapsed time. */
  async function run(attempt: () => Promise<string>, deadlineMs = 30_000, signal?: AbortSignal) {
    let tries = 0;
    const deadline = startDeadline(deadlineMs, signal, systemClock);
    const startedAt = Date.now();
    let endedAt = startedAt;
    const result = withRetry(
      () => {
        tries += 1;
        return attempt();
      },
      deadline,
      systemClock,
    )
      .catch((error: unknown) => error)
      .finally(() => {
        endedAt = Date.now();
      });
    await vi.runAllTimersAsync();
    return { result: await result, tries, tookMs: endedAt - startedAt };
  }

  it("tries at most three times", async () => {
    const { result, tries } = await run(async () => {
      throw fault();
    });
    expect(result).toMatchObject({ code: "provider_unavailable" });
    expect(tries).toBe(3);
  });

  it("does not retry a final error", async () => {
    const { tries } = await run(async () => {
      throw fault(undefined, false);
    });
    expect(tries).toBe(1);
  });

  it("waits for Retry-After within the deadline", async () => {
    let calls = 0;
    const { result, tookMs } = await run(async () => {
      calls += 1;
      if (calls === 1) throw fault(5);
      return "response";
    });
    expect(result).toBe("response");
    expect(tookMs).toBe(5_000);
  });

  it("reports a Retry-After beyond the deadline instead of waiting", async () => {
    const { result, tries, tookMs } = await run(async () => {
      throw fault(120);
    });
    expect(result).toMatchObject({ retryAfterS: 120 });
    expect([tries, tookMs]).toEqual([1, 0]);
  });

  it("adds a default Retry-After to a rate limit without one, and retries at normal speed", async () => {
    const { result, tries, tookMs } = await run(async () => {
      throw new UpstreamError("provider_rate_limited", "status", "slow down", { retry: true });
    });
    expect(result).toMatchObject({ code: "provider_rate_limited", retryAfterS: 30 });
    expect(tries).toBe(3);
    expect(tookMs).toBeLessThan(1_000);
  });

  it("stops retrying when the client disconnects", async () => {
    const person = new AbortController();
    const { tries } = await run(
      async () => {
        person.abort();
        throw fault();
      },
      30_000,
      person.signal,
    );
    expect(tries).toBe(1);
  });
});
