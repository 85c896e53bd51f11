import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCircuitBreakers } from "./circuit-breaker.ts";
import { cancelledError, UpstreamError } from "./upstream-error.ts";

const down = () => Promise.reject(new UpstreamError("provider_unavailable", "refused", "down", { outage: true }));
const denied = () => Promise.reject(new UpstreamError("provider_denied", "status", "denied"));

describe("circuit breaker", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function open(circuits: ReturnType<typeof createCircuitBreakers>, host: string) {
    for (let call = 0; call < 5; call += 1) await circuits.run(host, down).catch(() => {});
  }

  it("fails fast during an outage", async () => {
    const circuits = createCircuitBreakers();
    await open(circuits, "one.example");
    const work = vi.fn(down);
    await expect(circuits.run("one.example", work)).rejects.toMatchObject({ reason: "circuit", retryAfterS: 2 });
    expect(work).not.toHaveBeenCalled();
  });

  it("does not affect other hosts", async () => {
    const circuits = createCircuitBreakers();
    await open(circuits, "one.example");
    await expect(circuits.run("two.example", async () => "response")).resolves.toBe("response");
  });

  it("does not count a rejection as an outage", async () => {
    const circuits = createCircuitBreakers();
    for (let call = 0; call < 30; call += 1) await circuits.run("one.example", denied).catch(() => {});
    await expect(circuits.run("one.example", async () => "response")).resolves.toBe("response");
  });

  it("needs more failures for a reachable host, and one response resets the count", async () => {
    const circuits = createCircuitBreakers();
    const silent = () =>
      Promise.reject(new UpstreamError("provider_timeout", "first_byte", "silent", { outage: true }));
    for (let call = 0; call < 24; call += 1) await circuits.run("one.example", silent).catch(() => {});
    await circuits.run("one.example", denied).catch(() => {});
    for (let call = 0; call < 24; call += 1) await circuits.run("one.example", silent).catch(() => {});
    await expect(circuits.run("one.example", silent)).rejects.toMatchObject({ reason: "first_byte" });
    await expect(circuits.run("one.example", silent)).rejects.toMatchObject({ reason: "circuit" });
  });

  it("probes with one call while others fail fast, and closes on success", async () => {
    const circuits = createCircuitBreakers();
    await open(circuits, "one.example");
    vi.advanceTimersByTime(2_000);
    let finish = (_value: string) => {};
    let probeTries = 0;
    const probe = circuits.run("one.example", (tries) => {
      probeTries = tries;
      return new Promise<string>((resolve) => {
        finish = resolve;
      });
    });
    await expect(circuits.run("one.example", async () => "second")).rejects.toMatchObject({ reason: "circuit" });
    expect(probeTries).toBe(1);
    finish("probe");
    await expect(probe).resolves.toBe("probe");
    await expect(circuits.run("one.example", async () => "third")).resolves.toBe("third");
  });

  it("waits longer after a failed probe", async () => {
    const circuits = createCircuitBreakers();
    await open(circuits, "one.example");
    vi.advanceTimersByTime(2_000);
    await circuits.run("one.example", down).catch(() => {});
    vi.advanceTimersByTime(500);
    await expect(circuits.run("one.example", down)).rejects.toMatchObject({ reason: "circuit", retryAfterS: 4 });
    vi.advanceTimersByTime(1_500);
    await expect(circuits.run("one.example", async () => "early")).rejects.toMatchObject({
      reason: "circuit",
      retryAfterS: 2,
    });
    vi.advanceTimersByTime(2_000);
    await expect(circuits.run("one.example", async () => "response")).resolves.toBe("response");
  });

  it("probes again with the next call after a probe that the client cancelled", async () => {
    const circuits = createCircuitBreakers();
    await open(circuits, "one.example");
    vi.advanceTimersByTime(2_000);
    await circuits.run("one.example", () => Promise.reject(cancelledError())).catch(() => {});
    let tries = 0;
    const probe = (allowed: number) => {
      tries = allowed;
      return down();
    };
    await circuits.run("one.example", probe).catch(() => {});
    expect(tries).toBe(1);
    await expect(circuits.run("one.example", down)).rejects.toMatchObject({ reason: "circuit", retryAfterS: 4 });
  });
});
