import { expect, it } from "vitest";
import { warmUp } from "./warm-up.ts";

it("compares its invented values without an error", async () => {
  await expect(warmUp()).resolves.toBeUndefined();
});
