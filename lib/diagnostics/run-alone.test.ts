import { expect, it } from "vitest";
import { runAlone } from "./run-alone.ts";

it("rejects a second run while one is in progress and runs it afterwards", async () => {
  let finish = () => {};
  const first = runAlone(() => new Promise<void>((resolve) => (finish = resolve)));
  await expect(runAlone(async () => 2)).rejects.toMatchObject({ code: "rate_limited", retryAfterS: 10 });
  finish();
  await first;
  expect(await runAlone(async () => 3)).toBe(3);
  await expect(runAlone(() => Promise.reject(new Error("x")))).rejects.toThrow("x");
  expect(await runAlone(async () => 4)).toBe(4);
});
