import { expect, it } from "vitest";
import { SingleFlight } from "./single-flight.ts";

it("shares a call in progress only among callers with the same key", async () => {
  const sharedCalls = new SingleFlight<number>();
  let calls = 0;
  const call = async () => {
    calls += 1;
    return calls;
  };
  const results = await Promise.all([
    sharedCalls.run("a", call),
    sharedCalls.run("a", call),
    sharedCalls.run("b", call),
  ]);
  expect(results).toEqual([1, 1, 2]);
});

it("starts a new call after the previous one settled, also after a failure", async () => {
  const sharedCalls = new SingleFlight<number>();
  const failed = await Promise.allSettled(
    [1, 2].map(() => sharedCalls.run("a", () => Promise.reject(new Error("failed")))),
  );
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(sharedCalls.isRunning("a")).toBe(false);
  const second = sharedCalls.run("a", async () => 2);
  expect(sharedCalls.isRunning("a")).toBe(true);
  expect(await second).toBe(2);
});

it("is not running after a call throws before it returns a promise", () => {
  const sharedCalls = new SingleFlight<number>();
  const broken = () => {
    throw new Error("broken");
  };
  expect(() => sharedCalls.run("a", broken)).toThrow("broken");
  expect(sharedCalls.isRunning("a")).toBe(false);
});

it("lets callers wait for a call in progress without starting one", async () => {
  const sharedCalls = new SingleFlight<number>();
  expect(sharedCalls.pending("a")).toBeUndefined();
  const call = sharedCalls.run("a", async () => 1);
  expect(sharedCalls.pending("a")).toBe(call);
  await call;
  expect(sharedCalls.pending("a")).toBeUndefined();
});
