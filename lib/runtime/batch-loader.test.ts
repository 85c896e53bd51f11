import { describe, expect, it } from "vitest";
import { createBatchLoader } from "./batch-loader.ts";

describe("keys requested together", () => {
  it("share one query, and each gets its own value", async () => {
    const requested: number[][] = [];
    const load = createBatchLoader("test-shared", async (keys: number[]) => {
      requested.push(keys);
      return (key) => key * 2;
    });
    expect(await Promise.all([1, 2, 2, 3].map(load))).toEqual([2, 4, 4, 6]);
    expect(requested).toEqual([[1, 2, 2, 3]]);
  });

  it("never share a query that started before they were requested", async () => {
    let now = 1;
    let release = () => {};
    const load = createBatchLoader("test-later", async () => {
      const seen = now;
      await new Promise<void>((resolve) => {
        release = resolve;
        if (seen === 2) resolve();
      });
      return () => seen;
    });
    const first = load("a");
    await new Promise((resolve) => setTimeout(resolve, 5));
    now = 2;
    const second = load("a");
    release();
    expect([await first, await second]).toEqual([1, 2]);
  });

  it("fail together, and later ones are fetched again", async () => {
    let fails = true;
    const load = createBatchLoader("test-failing", async () => {
      if (fails) throw new Error("closed");
      return () => "well";
    });
    expect((await Promise.allSettled([load(1), load(2)])).map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
    ]);
    fails = false;
    expect(await load(1)).toBe("well");
  });
});
