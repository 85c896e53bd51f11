import { expect, test } from "vitest";
import { toHex } from "./hex.ts";

test("writes two lower-case digits per byte", () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(toHex(all)).toBe(Buffer.from(all).toString("hex"));
  expect(toHex(new Uint8Array())).toBe("");
});

test("writes only the bytes of a view, not of its whole buffer", () => {
  expect(toHex(Uint8Array.of(0, 10, 255, 3).subarray(1, 3))).toBe("0aff");
});
