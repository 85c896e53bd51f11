import { describe, expect, it } from "vitest";
import { actGranularityMs, sessionExpiry } from "./session-expiry.ts";

const minute = 60_000;
const limits = { idleMin: 30, maxH: 10 };
const times = (change: object = {}) => ({ started_at: 0, last_act_at: 0, ended_at: null, ...change });

describe("sessionExpiry", () => {
  it("keeps a session active until its idle timeout, to the millisecond", () => {
    expect(sessionExpiry(times(), limits, 30 * minute - 1)).toBeNull();
    expect(sessionExpiry(times(), limits, 30 * minute)).toBe("idle");
    expect(sessionExpiry(times({ last_act_at: 29 * minute }), limits, 58 * minute)).toBeNull();
  });

  it("ends an active session at the absolute timeout", () => {
    expect(sessionExpiry(times({ last_act_at: 600 * minute - 1 }), limits, 600 * minute - 1)).toBeNull();
    expect(sessionExpiry(times({ last_act_at: 600 * minute - 1 }), limits, 600 * minute)).toBe("max_age");
  });

  it("never revives an ended session", () => {
    expect(sessionExpiry(times({ ended_at: 1 }), limits, 2)).toBe("ended");
  });

  it("updates the last activity often enough for a session of one minute", () => {
    expect(actGranularityMs({ idleMin: 1, maxH: 1 })).toBeLessThanOrEqual(1_000);
  });
});
