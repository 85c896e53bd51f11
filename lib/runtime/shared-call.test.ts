import { describe, expect, it } from "vitest";
import { SharedCall } from "./shared-call.ts";

describe("shared call", () => {
  const open = () => {
    const started: AbortSignal[] = [];
    const { promise, resolve } = Promise.withResolvers<string>();
    const call = (signal: AbortSignal) => {
      started.push(signal);
      return promise;
    };
    return { call, started, resolve };
  };

  it("gives all concurrent callers one result, and starts again afterwards", async () => {
    const shared = new SharedCall<string>();
    const { call, started, resolve } = open();
    const { signal } = new AbortController();
    const both = Promise.all([shared.join(call, signal), shared.join(call, signal)]);
    resolve("done");
    expect(await both).toEqual(["done", "done"]);
    expect(started).toHaveLength(1);
    await shared.join(call, signal);
    expect(started).toHaveLength(2);
  });

  it("goes on for the others when one caller leaves, and is aborted when the last leaves", async () => {
    const shared = new SharedCall<string>();
    const { call, started } = open();
    const [first, second] = [new AbortController(), new AbortController()];
    const both = Promise.allSettled([shared.join(call, first.signal), shared.join(call, second.signal)]);
    first.abort();
    await Promise.resolve();
    expect(started[0]?.aborted).toBe(false);
    second.abort();
    expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(started[0]?.aborted).toBe(true);
  });

  it("does not let a new caller join a call that was aborted", async () => {
    const shared = new SharedCall<string>();
    const { call, started, resolve } = open();
    const first = new AbortController();
    const left = shared.join(call, first.signal).catch(() => "left");
    first.abort();
    expect(await left).toBe("left");
    resolve("done");
    expect(await shared.join(call, new AbortController().signal)).toBe("done");
    expect(started).toHaveLength(2);
  });
});
