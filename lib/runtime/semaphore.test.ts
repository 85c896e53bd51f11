import { expect, it } from "vitest";
import { createSemaphore } from "./semaphore.ts";

it("runs at most `limit` calls at once, and runs all of them", async () => {
  const fly = createSemaphore(4);
  let flying = 0;
  let most = 0;
  const signal = new AbortController().signal;
  const calls = Array.from({ length: 20 }, (_, index) =>
    fly(async () => {
      flying += 1;
      most = Math.max(most, flying);
      await new Promise((resolve) => setTimeout(resolve, index % 3));
      flying -= 1;
      return index;
    }, signal),
  );
  expect(await Promise.all(calls)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(4);
});

it("does not start a call whose signal was aborted while it waited", async () => {
  const fly = createSemaphore(1);
  const gone = new AbortController();
  let started = false;
  const first = fly(() => new Promise((resolve) => setTimeout(resolve, 5)), new AbortController().signal);
  const second = fly(async () => {
    started = true;
  }, gone.signal);
  gone.abort();
  await first;
  await expect(second).rejects.toThrow();
  expect(started).toBe(false);
});
