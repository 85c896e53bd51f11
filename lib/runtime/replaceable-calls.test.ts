import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ReplaceableCalls } from "./replaceable-calls.ts";

const replaced = () => new Error("replaced");
const { signal } = new AbortController();

/** Waits until `stop` aborts, as a long search does. */
const runUntilStopped = (stop: AbortSignal) =>
  new Promise<never>((_, reject) => stop.addEventListener("abort", () => reject(stop.reason)));

describe("replaceable calls", () => {
  it("run one at a time per key, in order, and short ones never cancel each other", async () => {
    const calls = new ReplaceableCalls({ patienceMs: 1_000, maxWaiting: 20 });
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const short = (index: number) => async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(2);
      running -= 1;
      order.push(index);
    };
    await Promise.all(Array.from({ length: 10 }, (_, index) => calls.run("a", short(index), { signal, replaced })));
    expect(most).toBe(1);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("replace a long call by one that has waited long enough, but not another person's", async () => {
    const calls = new ReplaceableCalls({ patienceMs: 20, maxWaiting: 8 });
    const leaving = new AbortController();
    const long = calls.run("a", runUntilStopped, { signal, replaced });
    const other = calls.run("b", runUntilStopped, { signal: leaving.signal, replaced }).catch(() => "ended by itself");
    const failure = expect(long).rejects.toThrow("replaced");
    expect(await calls.run("a", async () => "newer", { signal, replaced })).toBe("newer");
    await failure;
    expect(await Promise.race([other, sleep(10, "still running")])).toBe("still running");
    leaving.abort();
    expect(await other).toBe("ended by itself");
  });

  it("start the next call at once when the caller of the running one leaves", async () => {
    const calls = new ReplaceableCalls({ patienceMs: 60_000, maxWaiting: 8 });
    const page = new AbortController();
    const older = calls.run("a", runUntilStopped, { signal: page.signal, replaced }).catch(() => "left");
    const newer = calls.run("a", async () => "newer", { signal, replaced });
    page.abort();
    expect(await Promise.all([older, newer])).toEqual(["left", "newer"]);
  });

  it("refuse more than the permitted number of waiting calls", async () => {
    const calls = new ReplaceableCalls({ patienceMs: 60_000, maxWaiting: 2 });
    const page = new AbortController();
    const options = { signal: page.signal, replaced };
    const start = () => calls.run("a", runUntilStopped, options).catch(() => "left");
    const running = start();
    await sleep(1);
    const waiting = [start(), start()];
    await expect(calls.run("a", async () => "one too many", options)).rejects.toThrow("replaced");
    page.abort();
    expect(await Promise.all([running, ...waiting])).toEqual(["left", "left", "left"]);
  });
});
