import { describe, expect, it } from "vitest";
import { raceAbort, withTimeout } from "./race-abort.ts";

const never = new Promise<never>(() => {});

describe("work raced against a signal", () => {
  it("settles as the work does", async () => {
    const { signal } = new AbortController();
    expect(await raceAbort(Promise.resolve(1), signal)).toBe(1);
    await expect(raceAbort(Promise.reject(new Error("failed")), signal)).rejects.toThrow("failed");
  });

  it("rejects with the signal's reason, also if it was already aborted", async () => {
    const controller = new AbortController();
    const waiting = raceAbort(never, controller.signal);
    controller.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    await expect(raceAbort(Promise.resolve(1), controller.signal)).rejects.toThrow("gone");
  });

  it("leaves no unhandled rejection when the work fails after the abort", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    const { promise, reject } = Promise.withResolvers<never>();
    await expect(raceAbort(promise, AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
    reject(new Error("later"));
    await new Promise(setImmediate);
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });
});

describe("work with a timeout", () => {
  it("rejects with the error of the timeout", async () => {
    await expect(withTimeout(never, 1, () => new RangeError("late"))).rejects.toThrow(RangeError);
  });

  it("does not call `onTimeout` after the work is done", async () => {
    let calls = 0;
    const late = () => {
      calls += 1;
      return new Error("late");
    };
    expect(await withTimeout(Promise.resolve(1), 5, late)).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).toBe(0);
  });
});
