import { expect, it } from "vitest";
import { warmUp } from "./warm-up.ts";

it("reads its invented archive without an error", async () => {
  await expect(warmUp()).resolves.toBeUndefined();
});
